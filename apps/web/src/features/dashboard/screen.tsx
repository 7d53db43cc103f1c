import { A } from '@solidjs/router';
import { useQuery } from '../../lib/query.ts';
import { For, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { Pane } from '../../ui/pane.tsx';
import { Loaded } from '../../ui/states.tsx';
import { Endpoint } from './endpoint.tsx';
import { Gateway } from './gateway.tsx';
import { Traffic } from './traffic.tsx';
import './dashboard.css';

const attentionIcon = { error: 'warn', warning: 'warn', info: 'info' } as const;

/** Is it up, what is staged, what needs a person, and how to call it. */
export default function Dashboard() {
  const dashboard = useQuery(() => api.dashboard.get.options());
  return (
    <Pane title="Dashboard" grouped>
      <div class="scroll" tabIndex={0}>
        <Loaded query={dashboard} what="The dashboard could not be read.">
          {(data) => (
            <div class="page">
              <Gateway servant={data().servant} />
              <Traffic traffic={data().traffic} />
              <div class="columns">
                <section>
                  <div class="group-title">
                    <h2>Needs attention</h2>
                    <small>{data().attention.length || ''}</small>
                  </div>
                  <div class="group attention">
                    <For
                      each={data().attention}
                      fallback={<p class="item quiet">Nothing. The gateway does what it should.</p>}
                    >
                      {(entry) => (
                        <div class="item">
                          <span class="tile big" classList={{ bad: entry.severity === 'error' }}>
                            <Icon name={attentionIcon[entry.severity]} />
                          </span>
                          <div>{entry.text}</div>
                          <A class="button push" href={entry.action.href}>
                            {entry.action.label}
                          </A>
                        </div>
                      )}
                    </For>
                  </div>
                </section>
                <section>
                  <div class="group-title">
                    <h2>Endpoint</h2>
                  </div>
                  <Endpoint base={data().servant.endpoint} />
                </section>
                <Latest />
                <section>
                  <div class="group-title">
                    <h2>Configuration</h2>
                  </div>
                  <div class="group">
                    <A class="item" href="/models">
                      <span>{plural(data().counts.models, 'deployment')}</span>
                      <small class="push">in {plural(data().counts.groups, 'group')}</small>
                    </A>
                    <A class="item" href="/providers">
                      <span>{plural(data().counts.credentials, 'credential')}</span>
                    </A>
                    <A class="item" href="/keys">
                      <span>
                        {data().counts.keys === null
                          ? 'Keys could not be counted'
                          : plural(data().counts.keys ?? 0, 'key')}
                      </span>
                    </A>
                  </div>
                </section>
              </div>
            </div>
          )}
        </Loaded>
      </div>
    </Pane>
  );
}

const SHOWN_REVISIONS = 3;

function Latest() {
  const revisions = useQuery(() => api.revision.list.options({ limit: SHOWN_REVISIONS }));
  return (
    <section>
      <div class="group-title">
        <h2>Latest revisions</h2>
        <A class="push" href="/history">
          History
        </A>
      </div>
      <div class="group">
        <Loaded query={revisions} what="The history could not be read." rows={2}>
          {(data) => (
            <For each={data().revisions.slice(0, SHOWN_REVISIONS)} fallback={<p class="item quiet">No Apply yet.</p>}>
              {(revision) => (
                <A class="item" href={`/history/${revision.number}`}>
                  <span class="quiet rev">{revision.number}</span>
                  <div class="clip">
                    {revision.reason || 'No reason given'} <small>{plural(revision.changes, 'change')}</small>
                  </div>
                  <Show when={revision.author}>
                    <small class="push">{revision.author}</small>
                  </Show>
                </A>
              )}
            </For>
          )}
        </Loaded>
      </div>
    </section>
  );
}
