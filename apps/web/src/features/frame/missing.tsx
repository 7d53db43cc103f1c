import { A } from '@solidjs/router';
import { Pane } from '../../ui/pane.tsx';
import { EmptyState } from '../../ui/states.tsx';

export default function Missing() {
  return (
    <Pane title="Not here">
      <EmptyState title="There is no such screen" text="The address may be mistyped, or from another version.">
        <A class="button" href="/">
          Go to the dashboard
        </A>
      </EmptyState>
    </Pane>
  );
}
