import { equalJson } from '@regent/core';
import { createSignal, Show } from 'solid-js';
import { type Finding, FindingLine, TextArea } from '../../../ui/field.tsx';
import { jsonToText, textToJson } from '../free-value.ts';
import type { ControlProps } from './control.tsx';

const notWhole: Finding = { severity: 'error', message: 'This is not valid JSON yet, and is not taken over.' };

/** Any value as text: for maps, and for whatever a form does not know. */
export function FreeControl(props: ControlProps) {
  const [text, setText] = createSignal<string | null>(null);
  const read = () => (text() === null ? null : textToJson(text() ?? ''));
  // What is typed stays as it is typed, as long as it says what the value is or says nothing yet.
  const shown = () => {
    const typed = read();
    return typed && (!typed.ok || equalJson(typed.value, props.value)) ? (text() ?? '') : jsonToText(props.value);
  };
  const type = (next: string) => {
    setText(next);
    const parsed = textToJson(next);
    if (parsed.ok) props.onValue(parsed.value);
  };
  return (
    <>
      <TextArea
        id={props.ids.input}
        describedBy={props.ids.notes}
        label={props.name}
        value={shown()}
        rows={Math.min(8, shown().split('\n').length)}
        invalid={read()?.ok === false}
        staged={props.staged}
        placeholder={props.spec.type === 'map' ? '{ "name": "value" }' : ''}
        onValue={type}
      />
      <Show when={read()?.ok === false}>
        <FindingLine finding={notWhole} />
      </Show>
    </>
  );
}
