import type { EngineCheckView, ReviewView } from '@regent/core';
import { For, Show } from 'solid-js';
import { CodeBlock } from '../../ui/copy-field.tsx';
import { Icon } from '../../ui/icon.tsx';

/** What no Apply can bring, with the command that does; what the Servant lacks; what the engine says of the plan. */
export function Beforehand(props: { readonly review: ReviewView; readonly engine: EngineCheckView | null }) {
  const words = () => {
    const engine = props.engine;
    return [
      ...props.review.servantFindings,
      ...(engine === null || engine.verdict === 'not-checked' ? [] : engine.warnings),
    ];
  };
  return (
    <>
      <Show when={props.review.recreation}>
        {(recreation) => (
          <section class="banner" role="status">
            <Icon name="warn" />
            <div>
              <strong>The container {recreation().container} has to be created anew first.</strong>{' '}
              <span class="quiet">
                Its environment cannot be changed while it lives. Set {recreation().names.join(', ')} where it is
                defined, then type this, and apply afterwards:
              </span>
              <CodeBlock text={recreation().command} />
            </div>
          </section>
        )}
      </Show>
      <For each={words()}>
        {(text) => (
          <section class="banner" role="status">
            <Icon name="warn" />
            <div>{text}</div>
          </section>
        )}
      </For>
    </>
  );
}
