import { createSignal, Show } from 'solid-js';
import { copyText } from '../lib/clipboard.ts';
import { Button, IconButton } from './button.tsx';

const SAID_MS = 2000;

/** True for two seconds after a copy succeeded. */
export function createCopier(): { readonly copied: () => boolean; readonly copy: (text: string) => Promise<boolean> } {
  const [copied, setCopied] = createSignal(false);
  const copy = async (text: string) => {
    const done = await copyText(text);
    setCopied(done);
    if (done) setTimeout(() => setCopied(false), SAID_MS);
    return done;
  };
  return { copied, copy };
}

/** A button that copies and says that it did. */
export function CopyButton(props: { readonly text: string; readonly label?: string; readonly onCopied?: () => void }) {
  const { copied, copy } = createCopier();
  const run = async () => {
    if (await copy(props.text)) props.onCopied?.();
  };
  return (
    <Show
      when={props.label}
      fallback={
        <IconButton
          small
          icon={copied() ? 'check' : 'copy'}
          label={copied() ? 'Copied' : 'Copy'}
          onClick={() => void run()}
        />
      }
    >
      <Button icon={copied() ? 'check' : 'copy'} onClick={() => void run()}>
        {copied() ? 'Copied' : props.label}
      </Button>
    </Show>
  );
}

/** Code with its copy button. */
export function CodeBlock(props: { readonly text: string }) {
  return (
    <div class="codeblock-holder">
      <pre class="codeblock" tabIndex={0}>
        {props.text}
      </pre>
      <CopyButton text={props.text} />
    </div>
  );
}
