import { For } from 'solid-js';
import { TextInput } from '../../ui/field.tsx';
import type { Confirmation } from './confirmations.ts';

/** What has to be typed before Apply goes on. */
export function ConfirmationFields(props: {
  readonly needed: readonly Confirmation[];
  readonly typed: Readonly<Record<string, string>>;
  readonly onTyped: (id: string, text: string) => void;
}) {
  return (
    <For each={props.needed}>
      {(one) => (
        <label class="confirmation">
          <span>{one.sentence}</span>
          <TextInput value={props.typed[one.id] ?? ''} onValue={(text) => props.onTyped(one.id, text)} />
        </label>
      )}
    </For>
  );
}
