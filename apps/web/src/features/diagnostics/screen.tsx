import { type RuleCode, ruleCatalog, type RuleMeta } from '@regent/renderer';
import { useLocation, useParams, useSearchParams } from '@solidjs/router';
import { createMemo, For, Show } from 'solid-js';
import { Pane } from '../../ui/pane.tsx';
import { FilteredOut } from '../../ui/states.tsx';
import { FoundNow } from './now.tsx';
import './diagnostics.css';

const severityWords = { error: 'Error', warning: 'Warning', info: 'Note' } as const;
const codes = Object.keys(ruleCatalog).sort() as RuleCode[]; // the catalog's own keys

/** What each finding means: cause, fix and an example, from the same source as the rules and the pages of the docs. */
export default function Diagnostics() {
  const params = useParams<{ key?: string }>();
  const location = useLocation();
  const [address, setAddress] = useSearchParams<{ q?: string }>();
  const shown = createMemo(() => {
    const words = (address.q ?? '').toLowerCase();
    return codes.filter((code) => code.includes(words) || ruleCatalog[code].title.toLowerCase().includes(words));
  });
  const open = () => codes.find((code) => code === params.key);
  return (
    <Pane
      title="Findings"
      count={`${codes.length} codes`}
      search={{
        placeholder: 'Find a code',
        value: address.q ?? '',
        onInput: (q) => setAddress({ q: q || undefined }, { replace: true }),
      }}
    >
      <div class="scroll" tabIndex={0}>
        <div class="page diagnostics">
          <Show when={params.key}>
            {(key) => (
              <Show when={open()} fallback={<p class="quiet">There is no page for “{key()}”.</p>}>
                {(code) => <Explained code={code()} meta={ruleCatalog[code()]} />}
              </Show>
            )}
          </Show>
          <Show when={!params.key && !address.q}>
            <FoundNow />
          </Show>
          <div class="group-title">
            <h2>What each code means</h2>
          </div>
          <Show
            when={shown().length > 0}
            fallback={
              <FilteredOut
                search={address.q ?? ''}
                hidden={`${codes.length} codes`}
                onClear={() => setAddress({ q: undefined })}
              />
            }
          >
            <section class="group">
              <For each={shown()}>
                {(code) => (
                  <a class="item" href={`./diagnostics/${code}${location.search}`}>
                    <span class="clip">{ruleCatalog[code].title}</span>
                    <span class="push" />
                    <small class="mono">{code}</small>
                    <small class="severity">{severityWords[ruleCatalog[code].severity]}</small>
                  </a>
                )}
              </For>
            </section>
          </Show>
        </div>
      </div>
    </Pane>
  );
}

function Explained(props: { readonly code: string; readonly meta: RuleMeta }) {
  return (
    <article class="explained">
      <h2>{props.meta.title}</h2>
      <p class="quiet">
        <code>{props.code}</code> · usually {severityWords[props.meta.severity].toLowerCase()}
      </p>
      <h3>Cause</h3>
      <p>{props.meta.cause}</p>
      <h3>Fix</h3>
      <p>{props.meta.fix}</p>
      <h3>Example</h3>
      <pre tabIndex={0}>{props.meta.example}</pre>
    </article>
  );
}
