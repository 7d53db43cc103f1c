import { createSignal } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { Row, TextArea, TextInput } from '../../ui/field.tsx';
import type { Source } from './source.ts';

/** A LiteLLM that runs somewhere, asked through its admin API. */
export function LiveForm(props: { readonly busy: boolean; readonly onLook: (source: Source) => void }) {
  const [url, setUrl] = createSignal('');
  const [masterKey, setMasterKey] = createSignal('');
  const [text, setText] = createSignal('');
  const look = () =>
    props.onLook({
      from: 'live',
      url: url(),
      masterKey: masterKey(),
      ...(text().trim() === '' ? {} : { text: text() }),
    });
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        look();
      }}
    >
      <div class="group">
        <Row label="Address">
          {(ids) => <TextInput id={ids.input} mono placeholder="http://litellm:4000" value={url()} onValue={setUrl} />}
        </Row>
        <Row label="Master key" help="Used for this look only, never kept.">
          {(ids) => (
            <TextInput
              id={ids.input}
              type="password"
              autocomplete="new-password"
              mono
              value={masterKey()}
              onValue={setMasterKey}
            />
          )}
        </Row>
        <Row
          label="Its config.yaml"
          help={'Optional. The file is the truth; the API adds what only its database knows.'}
        >
          {(ids) => <TextArea id={ids.input} rows={3} value={text()} onValue={setText} />}
        </Row>
      </div>
      <div class="line">
        <p class="quiet">LiteLLM does not tell its secrets; what is missing is named below.</p>
        <span class="push" />
        <Button type="submit" look="filled" busy={props.busy} disabled={url() === '' || masterKey() === ''}>
          Look at it
        </Button>
      </div>
    </form>
  );
}
