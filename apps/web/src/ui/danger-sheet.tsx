import { createSignal, type JSX, Show } from 'solid-js';
import { Button } from './button.tsx';
import { Row, TextInput } from './field.tsx';
import { Sheet } from './sheet.tsx';
import { FailureBanner } from './states.tsx';

/**
 * Asks before something that cannot be undone. Closes when it is done; stays with the failure when it is not, so that
 * nothing typed is lost. With `word`, the button waits until that word is typed.
 */
export function DangerSheet(props: {
  readonly title: string;
  readonly action: string;
  /** Begins the banner of a failure: "Not deleted." */
  readonly failed: string;
  readonly word?: string;
  readonly disabled?: boolean;
  readonly act: () => Promise<void>;
  readonly onFailure?: (failure: unknown) => void;
  readonly onClose: () => void;
  readonly children: JSX.Element;
}) {
  const [typed, setTyped] = createSignal('');
  const [busy, setBusy] = createSignal(false);
  const [error, setError] = createSignal<unknown>(null);
  const confirm = async () => {
    setBusy(true);
    setError(null);
    try {
      await props.act();
      props.onClose();
    } catch (failure) {
      setError(failure);
      props.onFailure?.(failure);
    } finally {
      setBusy(false);
    }
  };
  const ready = () => props.disabled !== true && (props.word === undefined || typed().trim() === props.word);
  return (
    <Sheet
      title={props.title}
      narrow
      onClose={props.onClose}
      footer={
        <>
          <span class="push" />
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button look="danger" class="filled" busy={busy()} disabled={!ready()} onClick={() => void confirm()}>
            {props.action}
          </Button>
        </>
      }
    >
      <div class="body stack">
        {props.children}
        <Show when={props.word}>
          {(word) => (
            <div class="group">
              <Row label={`Type ${word()}`}>
                {(ids) => <TextInput id={ids.input} value={typed()} onValue={setTyped} />}
              </Row>
            </div>
          )}
        </Show>
        <Show when={error()}>{(failure) => <FailureBanner error={failure()} what={props.failed} />}</Show>
      </div>
    </Sheet>
  );
}
