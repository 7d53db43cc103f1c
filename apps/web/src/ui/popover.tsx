import { Popover as Base } from '@kobalte/core/popover';
import type { JSX } from 'solid-js';

/** A button that opens more about what it says. Esc and a press outside close it. */
export function Popover(props: {
  readonly class: string;
  readonly title: string;
  readonly trigger: JSX.Element;
  readonly children: JSX.Element;
}) {
  return (
    <Base placement="top-end" gutter={6} fitViewport>
      <Base.Trigger class={props.class}>{props.trigger}</Base.Trigger>
      <Base.Portal>
        <Base.Content class="popover" onEscapeKeyDown={(event) => event.stopPropagation()}>
          <Base.Title as="h3">{props.title}</Base.Title>
          {props.children}
        </Base.Content>
      </Base.Portal>
    </Base>
  );
}
