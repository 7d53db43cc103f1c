import { Show } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { proposalWords, useSources } from './discover-sources.tsx';

/** Says above the list that upstreams propose something, and leads there. */
export default function ProposalNote(props: { readonly onLook: () => void }) {
  const sources = useSources();
  const open = () => (sources.data ?? []).flatMap(({ proposal }) => proposal ?? []);
  const sum = () => ({
    added: open().flatMap(({ added }) => added),
    gone: open().flatMap(({ gone }) => gone),
    changed: open().flatMap(({ changed }) => changed),
    same: 0,
  });
  return (
    <Show when={open().length > 0}>
      <section class="banner proposal" role="status">
        <Icon name="search" />
        <div>
          <strong>Providers offer something else than is configured:</strong> {proposalWords(sum())}.
        </div>
        <span class="push" />
        <Button small onClick={() => props.onLook()}>
          Look…
        </Button>
      </section>
    </Show>
  );
}
