import { equalJson, isJsonObject, type Json, type JsonObject } from '@regent/core';
import { createEffect, createSignal, createUniqueId, For, Index, on, Show, untrack } from 'solid-js';
import { Button } from '../../../ui/button.tsx';
import { Help, TextInput } from '../../../ui/field.tsx';
import { type ControlProps, ValueControl } from './control.tsx';

interface Entry {
  /** Of a map; a list's entries have none. */
  readonly name: string;
  readonly data: JsonObject;
}

/** Several things of one shape: routing groups, budgets by provider, a policy for each model group. */
export function EntriesControl(props: ControlProps) {
  const named = () => props.spec.type === 'map';
  const [entries, setEntries] = createSignal<readonly Entry[]>(untrack(() => entriesOf(props.value)));
  createEffect(
    on(
      () => props.value,
      (value) => {
        if (!equalJson(value ?? null, valueOf(entries(), named()) ?? null)) setEntries(entriesOf(value));
      },
      { defer: true },
    ),
  );
  const change = (next: readonly Entry[]) => {
    setEntries(next);
    props.onValue(valueOf(next, named()));
  };
  return (
    <div class="entries" role="group" aria-label={props.spec.label} aria-describedby={props.ids.notes}>
      <Index each={entries()}>
        {(entry, index) => (
          <EntryFields
            {...props}
            entry={entry()}
            number={index + 1}
            named={named()}
            onEntry={(next) => change(entries().with(index, next))}
            onRemove={() => change(entries().filter((_, at) => at !== index))}
          />
        )}
      </Index>
      <Button
        small
        icon="plus"
        aria-label={`Add to ${props.spec.label}`}
        id={props.ids.input}
        disabled={props.disabled}
        onClick={() => change([...entries(), { name: '', data: {} }])}
      >
        Add
      </Button>
    </div>
  );
}

function EntryFields(
  props: ControlProps & {
    readonly entry: Entry;
    readonly number: number;
    readonly named: boolean;
    readonly onEntry: (entry: Entry) => void;
    readonly onRemove: () => void;
  },
) {
  const id = createUniqueId();
  const set = (key: string, value: Json | undefined) => {
    const { [key]: _, ...others } = props.entry.data;
    props.onEntry({ ...props.entry, data: value === undefined ? others : { ...props.entry.data, [key]: value } });
  };
  const savedEntry = () => {
    const key = props.named ? props.entry.name : String(props.number - 1);
    return isJsonObject(props.saved) || Array.isArray(props.saved)
      ? (props.saved as Readonly<Record<string, Json>>)[key]
      : undefined;
  };
  const savedValue = (key: string) => {
    const saved = savedEntry();
    return isJsonObject(saved) ? saved[key] : undefined;
  };
  return (
    <fieldset class="entry">
      <legend class="offscreen">
        {props.spec.label} {props.number}
      </legend>
      <Show when={props.named}>
        <label for={id}>Name</label>
        <TextInput
          id={id}
          disabled={props.disabled}
          value={props.entry.name}
          onValue={(name) => props.onEntry({ ...props.entry, name })}
        />
      </Show>
      <For each={props.spec.each?.fields ?? []}>
        {(field) => (
          <>
            <label for={`${id}-${field.key}`} title={field.key}>
              {field.label}
            </label>
            <div>
              <ValueControl
                spec={field}
                ids={{ input: `${id}-${field.key}`, notes: `${id}-${field.key}-notes` }}
                value={props.entry.data[field.key]}
                saved={savedValue(field.key)}
                staged={false}
                disabled={props.disabled}
                onValue={(value) => set(field.key, value)}
              />
              <Help id={`${id}-${field.key}-notes`} text={field.help} />
            </div>
          </>
        )}
      </For>
      <div class="line">
        <span class="push" />
        <Button small disabled={props.disabled} onClick={() => props.onRemove()}>
          Remove
        </Button>
      </div>
    </fieldset>
  );
}

function entriesOf(value: Json | undefined): readonly Entry[] {
  if (Array.isArray(value)) return value.filter(isJsonObject).map((data) => ({ name: '', data }));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, data]) => (isJsonObject(data) ? [{ name, data }] : []));
}

/** A nameless entry of a map is still being typed. */
function valueOf(entries: readonly Entry[], named: boolean): Json | undefined {
  if (!named) return entries.length === 0 ? undefined : entries.map(({ data }) => data);
  const whole = entries.filter(({ name }) => name.trim() !== '');
  return whole.length === 0 ? undefined : Object.fromEntries(whole.map(({ name, data }) => [name.trim(), data]));
}
