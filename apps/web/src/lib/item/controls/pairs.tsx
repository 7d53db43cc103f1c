import { equalJson, isJsonObject, type Json, type JsonObject } from '@regent/core';
import { createEffect, createSignal, Index, on, untrack } from 'solid-js';
import { Button, IconButton } from '../../../ui/button.tsx';
import { TextInput } from '../../../ui/field.tsx';
import type { FieldSpec } from '../specs.ts';
import { type ControlProps, ValueControl } from './control.tsx';

const text: FieldSpec = { key: '*', label: 'Value', help: '', type: 'text' };

/** Names and values, a line each: headers, costs, weights. A line counts once it has a name. */
export function PairsControl(props: ControlProps) {
  const { rows, change } = createRows(props);
  // A header may hold a secret of the vault; every other value is text.
  const spec = (value: Json | undefined): FieldSpec =>
    props.spec.each ?? (isJsonObject(value) ? { ...text, type: 'secret' } : text);
  return (
    <div class="pairs" role="group" aria-label={props.spec.label} aria-describedby={props.ids.notes}>
      <Index each={rows()}>
        {(row, index) => (
          <div class="line">
            <TextInput
              id={index === 0 ? props.ids.input : undefined}
              aria-label={`${props.spec.label}: name ${index + 1}`}
              placeholder="Name"
              disabled={props.disabled}
              value={row()[0]}
              onValue={(name) => change(rows().with(index, [name, row()[1]]))}
            />
            <ValueControl
              {...props}
              spec={{ ...spec(row()[1]), label: row()[0] || `value ${index + 1}` }}
              name={`${props.spec.label}: ${row()[0] || `value ${index + 1}`}`}
              ids={{ input: `${props.ids.input}-${index}`, notes: props.ids.notes }}
              value={row()[1]}
              saved={isJsonObject(props.saved) ? props.saved[row()[0]] : undefined}
              onValue={(value) => change(rows().with(index, [row()[0], value]))}
            />
            <IconButton
              small
              icon="x"
              label={`Remove ${row()[0] || 'the empty line'}`}
              disabled={props.disabled}
              onClick={() => change(rows().filter((_, at) => at !== index))}
            />
          </div>
        )}
      </Index>
      <Button
        small
        icon="plus"
        aria-label={`Add to ${props.spec.label}`}
        id={rows().length === 0 ? props.ids.input : undefined}
        disabled={props.disabled}
        onClick={() => change([...rows(), ['', undefined]])}
      >
        Add
      </Button>
    </div>
  );
}

type PairRow = readonly [name: string, value: Json | undefined];

/** Lines as they are typed, half-typed ones too; the value gets those that are whole. */
function createRows(props: ControlProps) {
  const [rows, setRows] = createSignal<readonly PairRow[]>(untrack(() => rowsOf(props.value)));
  createEffect(
    on(
      () => props.value,
      (value) => {
        if (!equalJson(value ?? null, valueOf(rows()) ?? null)) setRows(rowsOf(value));
      },
      { defer: true },
    ),
  );
  const change = (next: readonly PairRow[]) => {
    setRows(next);
    props.onValue(valueOf(next));
  };
  return { rows, change };
}

function rowsOf(value: Json | undefined): readonly PairRow[] {
  return isJsonObject(value) ? Object.entries(value) : [];
}

function valueOf(rows: readonly PairRow[]): JsonObject | undefined {
  const whole = rows.flatMap(([name, value]): [string, Json][] =>
    name.trim() === '' || value === undefined ? [] : [[name.trim(), value]],
  );
  return whole.length === 0 ? undefined : Object.fromEntries(whole);
}
