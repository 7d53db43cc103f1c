import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import { useMayEdit } from '../../lib/session.ts';

/** The ways out: what Regent holds belongs to whoever runs it. */
export function Export() {
  const mayEdit = useMayEdit();
  return (
    <Show when={mayEdit()}>
      <section>
        <div class="group-title">
          <h2>Export</h2>
          <small>nothing secret leaves in clear</small>
        </div>
        <div class="group">
          <div class="item">
            <div>
              The configuration
              <small class="block">
                For a plain LiteLLM, a repository or another Regent; also as a zip that runs without Regent.
              </small>
            </div>
            <A class="button small push" href="/rendered?export=open">
              Export…
            </A>
          </div>
          <div class="item">
            <div>
              The audit
              <small class="block">Who did what, as CSV or JSON, all of it or what a filter finds.</small>
            </div>
            <A class="button small push" href="/audit">
              Open Audit
            </A>
          </div>
        </div>
      </section>
    </Show>
  );
}
