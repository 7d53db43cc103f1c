import type { Diagnostic, SingletonKind } from '@regent/core';
import { createMemo, For, Show } from 'solid-js';
import { plural } from '../format.ts';
import type { Draft } from './draft.ts';
import { ItemField } from './item-field.tsx';
import { type Path, valueAt } from './path.ts';
import type { FieldPlace } from './settings-form.ts';
import { topicOf, topicsOf } from './topics.ts';

interface FieldsProps {
  readonly places: readonly FieldPlace[];
  readonly draft: Draft;
  readonly diagnostics: readonly Diagnostic[];
  readonly disabled: boolean;
  readonly suggest: ((path: Path) => readonly string[] | undefined) | undefined;
}

const FEW = 14;

/** What is set, and below it what is at the default: under its headings where the form is long. */
export function SettingsFields(props: FieldsProps & { readonly kind: SingletonKind; readonly searching: boolean }) {
  // Decided by what is saved, so that nothing jumps while somebody types.
  const isSet = ({ path }: FieldPlace) => valueAt(props.draft.view()?.data, path) !== undefined;
  const set = createMemo(() => props.places.filter(isSet));
  const unset = createMemo(() => props.places.filter((place) => !isSet(place)));
  const under = (topic: string) => unset().filter(({ path }) => topicOf(props.kind, path) === topic);
  // The way in, where nothing is set yet.
  const first = () => topicsOf(props.kind).find((topic) => topic !== '' && under(topic).length > 0);
  const isOpen = (places: readonly FieldPlace[], topic: string) =>
    props.searching ||
    (topic === '' && (props.places.length <= FEW || set().length === 0)) ||
    (topic === first() && set().length === 0 && places.length <= FEW) ||
    places.some(({ path }) => props.draft.get(path) !== undefined);
  return (
    <>
      <Show when={set().length > 0}>
        <Fields {...props} places={set()} />
      </Show>
      <div class="topics">
        <For each={topicsOf(props.kind)}>
          {(topic) => (
            <Show when={under(topic).length > 0}>
              <details open={isOpen(under(topic), topic)}>
                <summary>
                  <Show
                    when={topic}
                    fallback={<span class="quiet">{plural(unset().length, 'setting')} at the default</span>}
                  >
                    {topic} <small>{under(topic).length} at the default</small>
                  </Show>
                </summary>
                <Fields {...props} places={under(topic)} />
              </details>
            </Show>
          )}
        </For>
      </div>
    </>
  );
}

function Fields(props: FieldsProps) {
  const byName = createMemo(() => new Map(props.places.map((place) => [place.path.join('\0'), place])));
  return (
    <div class="group">
      <For each={[...byName().keys()]}>
        {(name) => {
          const place = createMemo(
            (before: FieldPlace | undefined) => byName().get(name) ?? before,
          ) as () => FieldPlace;
          return (
            <ItemField
              spec={place().spec}
              path={place().path}
              label={place().label}
              draft={props.draft}
              diagnostics={props.diagnostics}
              disabled={props.disabled}
              suggestions={props.suggest?.(place().path)}
            />
          );
        }}
      </For>
    </div>
  );
}
