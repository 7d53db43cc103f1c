import type { Diagnostic } from '@regent/core';
import { createMemo, createSignal, For, Show } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import type { Draft } from './draft.ts';
import { ItemField } from './item-field.tsx';
import { type Path, valueAt } from './path.ts';
import { fieldPaths, fieldsAt, isKnown, specOf } from './specs.ts';

interface AllParametersProps {
  readonly draft: Draft;
  readonly diagnostics: readonly Diagnostic[];
  /** The maps inside the item that take further keys. */
  readonly maps: readonly Path[];
  readonly disabled: boolean;
}

/** Every key that the item holds, known or not, and a way to add any other. */
export function AllParameters(props: AllParametersProps) {
  const [opened, setOpened] = createSignal<readonly string[]>([]);
  // By text, so that a field keeps its focus while its value changes; a key whose value was just cleared stays in view.
  const paths = createMemo((seen: readonly string[]) => {
    const held = fieldPaths(props.draft.kind, props.draft.data()).map((path) => JSON.stringify(path));
    const kept = [...seen, ...opened()].filter((text) => !held.some((other) => isInside(other, text)));
    return [...new Set([...kept, ...held])];
  }, []);
  const groupOf = (path: Path) => (path.length > 1 ? (path[0] ?? '') : '');
  const groups = createMemo(() => [...new Set(paths().map((text) => groupOf(JSON.parse(text) as Path)))]);
  return (
    <div class="all-parameters">
      <For each={groups()}>
        {(group) => (
          <section>
            <div class="group-title">
              <h3 class="mono">{group || 'entry'}</h3>
            </div>
            <div class="group">
              <For each={paths().filter((text) => groupOf(JSON.parse(text) as Path) === group)}>
                {(text) => {
                  const path = JSON.parse(text) as Path;
                  const spec = specOf(props.draft.kind, path);
                  const name = path.slice(group === '' ? 0 : 1).join('.');
                  return (
                    <ItemField
                      spec={spec}
                      path={path}
                      draft={props.draft}
                      diagnostics={props.diagnostics}
                      label={isKnown(props.draft.kind, path) ? name : `${name} (unknown)`}
                      disabled={props.disabled}
                    />
                  );
                }}
              </For>
            </div>
          </section>
        )}
      </For>
      <Show when={!props.disabled}>
        <AddParameter {...props} onAdd={(path) => setOpened([...opened(), JSON.stringify(path)])} />
      </Show>
    </div>
  );
}

/** The second path is a map by now, and this is one of its keys. */
function isInside(path: string, map: string): boolean {
  return path.startsWith(`${map.slice(0, -1)},`);
}

function AddParameter(props: AllParametersProps & { readonly onAdd: (path: Path) => void }) {
  const [name, setName] = createSignal('');
  const options = createMemo(() =>
    props.maps.flatMap((map) =>
      fieldsAt(props.draft.kind, map)
        .filter((spec) => valueAt(props.draft.data(), [...map, spec.key]) === undefined)
        .map((spec) => ({ value: [...map, spec.key].join('.'), label: spec.key, note: spec.help })),
    ),
  );
  const add = () => {
    const text = name().trim();
    if (text === '') return;
    const map = props.maps.find((one) => one.length > 0 && text.startsWith(`${one.join('.')}.`));
    const home = map ?? props.maps[0] ?? [];
    props.onAdd([...home, map ? text.slice(map.join('.').length + 1) : text]);
    setName('');
  };
  return (
    <div class="line">
      <div class="grow-1">
        <Combobox
          free
          mono
          label="Name of a parameter to add"
          placeholder="Add a parameter…"
          value={name()}
          options={options()}
          onValue={setName}
        />
      </div>
      <Button disabled={name() === ''} onClick={add}>
        Add
      </Button>
    </div>
  );
}
