import type { KeyCreated } from '@regent/core';
import { useQuery } from '../../lib/query.ts';
import { createSignal } from 'solid-js';
import { api } from '../../lib/api.ts';
import { formatMoney } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { CodeBlock, CopyButton, createCopier } from '../../ui/copy-field.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { RelativeTime } from '../../ui/words.tsx';
import { keyName, limitText } from './key-words.ts';
import { useGroupNames } from './queries.ts';
import { type Client, clients, snippet } from './snippets.ts';

/** The key in clear, once. The sheet cannot be lost by accident: copying is the way out, the other way asks twice. */
export function Created(props: { readonly created: KeyCreated; readonly onClose: () => void }) {
  const servant = useQuery(() => api.servant.status.options());
  const groups = useGroupNames();
  const { copied, copy } = createCopier();
  const [everCopied, setEverCopied] = createSignal(false);
  const [sure, setSure] = createSignal(false);
  const [client, setClient] = createSignal<Client>('curl');
  const view = () => props.created.view;
  const text = () =>
    snippet(client(), {
      endpoint: servant.isSuccess ? servant.data.endpoint : 'http://127.0.0.1:4000',
      key: props.created.key,
      model: view().models[0] ?? groups()[0] ?? 'MODEL',
    });
  const copyAndClose = async () => {
    if (await copy(props.created.key)) props.onClose();
  };
  return (
    <Sheet
      title={`${keyName(view())} is ready`}
      narrow
      class="reveal"
      dismissable={false}
      onClose={() => (everCopied() ? props.onClose() : setSure(true))}
      header={<p class="quiet">Copy the key now. It is shown this once; nobody can read it again.</p>}
      footer={
        <>
          <span class="quiet" role="status">
            {copied() || everCopied() ? 'Copied' : sure() ? 'Not copied: it is lost when you close' : 'Not copied yet'}
          </span>
          <span class="push" />
          <Button onClick={() => (everCopied() || sure() ? props.onClose() : setSure(true))}>
            {everCopied() ? 'Close' : sure() ? 'Close all the same' : 'Close without copying…'}
          </Button>
          <Button look="filled" onClick={() => void copyAndClose()}>
            Copy and close
          </Button>
        </>
      }
    >
      <div class="body stack">
        <div class="input keyvalue">
          <span class="mono clip">{props.created.key}</span>
          <span class="push" />
          <CopyButton text={props.created.key} label="Copy" onCopied={() => setEverCopied(true)} />
        </div>
        <div>
          <Segments role="tabs" label="Client" value={client()} options={clients} onChange={setClient} />
          <CodeBlock text={text()} />
        </div>
        <dl class="facts wide">
          <div>
            <dt>Models</dt>
            <dd>{view().models.length === 0 ? 'all' : view().models.join(', ')}</dd>
          </div>
          <div>
            <dt>Budget</dt>
            <dd>
              {view().maxBudget === null
                ? 'none'
                : `${formatMoney(view().maxBudget ?? 0)}${view().budgetDuration ? ` per ${view().budgetDuration}` : ''}`}
            </dd>
          </div>
          <div>
            <dt>Limit</dt>
            <dd>{limitText(view())}</dd>
          </div>
          <div>
            <dt>Expires</dt>
            <dd>{view().expiresAt === null ? 'never' : <RelativeTime at={view().expiresAt ?? ''} />}</dd>
          </div>
        </dl>
      </div>
    </Sheet>
  );
}
