import type { VirtualKeyView } from '@regent/core';
import { api } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { DangerSheet } from '../../ui/danger-sheet.tsx';
import { toast } from '../../ui/toasts.tsx';
import { keyName } from './key-words.ts';
import { keysChanged } from './queries.ts';

/** A deleted key cannot come back, so its name is typed; of several, their number. */
export default function RemoveSheet(props: {
  readonly keys: readonly VirtualKeyView[];
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}) {
  const single = () => (props.keys.length === 1 ? props.keys[0] : undefined);
  const word = () => {
    const key = single();
    return key ? keyName(key) : String(props.keys.length);
  };
  const what = () => (single() ? word() : plural(props.keys.length, 'key'));
  const remove = async () => {
    await api.key.remove.mutate({ tokens: props.keys.map(({ token }) => token) });
    keysChanged();
    toast(`Deleted ${what()}`);
    props.onRemoved();
  };
  return (
    <DangerSheet
      title={`Delete ${what()}?`}
      action={`Delete ${what()}`}
      failed="Not deleted."
      word={word()}
      act={remove}
      onClose={props.onClose}
    >
      <p>
        Whoever uses it is refused at once, and it cannot be brought back. To stop it for a while, block it instead.
      </p>
    </DangerSheet>
  );
}
