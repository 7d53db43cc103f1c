import { A } from '@solidjs/router';
import { CopyButton } from '../../ui/copy-field.tsx';

/** Where clients call the gateway, and a first call to paste. */
export function Endpoint(props: { readonly base: string }) {
  const url = () => `${props.base.replace(/\/$/, '')}/v1`;
  const curl = () =>
    [
      `curl ${url()}/chat/completions \\`,
      '  -H "Authorization: Bearer $KEY" \\',
      '  -H "Content-Type: application/json" \\',
      `  -d '{"model": "MODEL",`,
      `       "messages": [{"role": "user", "content": "Hello"}]}'`,
    ].join('\n');
  return (
    <div class="group endpoint">
      <div class="item">
        <div class="clip mono">{url()}</div>
        <span class="push" />
        <CopyButton text={url()} />
      </div>
      <div class="item code">
        <pre tabIndex={0}>{curl()}</pre>
        <span class="push" />
        <CopyButton text={curl()} />
      </div>
      <div class="item">
        <span class="quiet">New here?</span>
        <A href="/keys?create">Make a key</A>
      </div>
    </div>
  );
}
