import { itemId } from '@regent/core';
import { useNavigate, useSearchParams } from '@solidjs/router';
import { useQuery } from '../../lib/query.ts';
import { createMemo, createSignal, For, lazy, Show, Suspense } from 'solid-js';
import { api } from '../../lib/api.ts';
import { downloadText } from '../../lib/csv.ts';
import { hrefOfItem } from '../../lib/item/place.ts';
import { DriftBanner } from '../../lib/drift-banner.tsx';
import { useMayEdit } from '../../lib/session.ts';
import { kindWords } from '../../locale/en.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-field.tsx';
import { LineDiffView } from '../../ui/line-diff-view.tsx';
import { Pane } from '../../ui/pane.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Loaded } from '../../ui/states.tsx';
import { toastFailure } from '../../ui/toasts.tsx';
import './rendered.css';

const ExportSheet = lazy(() => import('./export-sheet.tsx'));

/** The file as the engine reads it, without secrets; each line leads to the item that it comes from. */
export default function Rendered() {
  const rendered = useQuery(() => api.rendered.get.options({}));
  const [shown, setShown] = createSignal<'file' | 'diff'>('file');
  const mayEdit = useMayEdit();
  // Settings leads here with the sheet open.
  const [address, setAddress] = useSearchParams<{ export?: string }>();
  const exporting = () => mayEdit() && address.export === 'open';
  const download = async () => {
    try {
      const { text } = await api.rendered.download.query({ redacted: true });
      downloadText('config.yaml', text, 'application/yaml');
    } catch (error) {
      toastFailure(error);
    }
  };
  return (
    <Pane
      title="Rendered config"
      action={
        <Show
          when={mayEdit()}
          fallback={
            <Button icon="backup" onClick={() => void download()}>
              Download
            </Button>
          }
        >
          <Button icon="backup" onClick={() => setAddress({ export: 'open' })}>
            Export…
          </Button>
        </Show>
      }
    >
      <div class="scroll" tabIndex={0}>
        <Loaded query={rendered} what="The configuration could not be rendered." rows={16}>
          {(data) => (
            <>
              <Show when={data().drift}>{(drift) => <DriftBanner drift={drift()} />}</Show>
              <div class="filters">
                <Segments
                  role="tabs"
                  label="Show"
                  value={shown()}
                  options={[
                    { value: 'file', label: 'With what is staged' },
                    { value: 'diff', label: 'Against applied' },
                  ]}
                  onChange={setShown}
                />
                <span class="push" />
                <small class="p2">Secrets are left out</small>
                <CopyButton text={data().text} />
              </div>
              <Show
                when={shown() === 'file'}
                fallback={
                  <div class="page">
                    <LineDiffView before={data().applied} after={data().text} name="config.yaml" />
                  </div>
                }
              >
                <Source text={data().text} lines={data().lines} />
              </Show>
            </>
          )}
        </Loaded>
      </div>
      <Show when={exporting()}>
        <Suspense>
          <ExportSheet onClose={() => setAddress({ export: undefined }, { replace: true })} />
        </Suspense>
      </Show>
    </Pane>
  );
}

type Lines = Awaited<ReturnType<typeof api.rendered.get.query>>['lines'];

function Source(props: { readonly text: string; readonly lines: Lines }) {
  const navigate = useNavigate();
  const itemAt = createMemo(() => new Map(props.lines.map(({ line, item }) => [line, item])));
  const startsAt = createMemo(() => firstLines(props.lines));
  return (
    <ol class="source" aria-label="config.yaml">
      <For each={props.text.split('\n')}>
        {(text, index) => {
          const item = () => itemAt().get(index() + 1);
          return (
            <li
              classList={{ linked: Boolean(item()) }}
              onClick={() => item() && navigate(hrefOfItem(item() ?? { kind: 'model', key: '' }))}
            >
              <code>{text || ' '}</code>
              <Show when={startsAt().has(index() + 1) ? item() : null}>
                {(own) => <a href={`.${hrefOfItem(own())}`}>{kindWords[own().kind].one}</a>}
              </Show>
            </li>
          );
        }}
      </For>
    </ol>
  );
}

/** Lines where another item begins: there stands a link that the keyboard reaches. */
function firstLines(lines: Lines): ReadonlySet<number> {
  const found = new Set<number>();
  let last = '';
  for (const { line, item } of lines) {
    const id = item === null ? '' : itemId(item);
    if (id !== '' && id !== last) found.add(line);
    last = id;
  }
  return found;
}
