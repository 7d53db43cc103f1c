import { Dialog } from '@kobalte/core/dialog';
import { type JSX, Show } from 'solid-js';
import { IconButton } from './button.tsx';

interface SheetProps {
  readonly title: string;
  readonly subtitle?: JSX.Element;
  readonly narrow?: boolean;
  readonly class?: string;
  readonly onClose: () => void;
  /** Below the title: chips, a sentence. */
  readonly header?: JSX.Element;
  readonly footer?: JSX.Element;
  /** False keeps the sheet open on Escape and on a press outside. */
  readonly dismissable?: boolean;
  readonly children: JSX.Element;
}

/** A modal sheet. It is open as long as it is rendered; focus stays inside and returns where it was. */
export function Sheet(props: SheetProps) {
  const stay = (event: Event) => {
    if (props.dismissable === false) event.preventDefault();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && props.onClose()} modal>
      <Dialog.Portal>
        <div class="scrim">
          <Dialog.Content
            class={`sheet ${props.narrow ? 'narrow' : ''} ${props.class ?? ''}`}
            onEscapeKeyDown={stay}
            onInteractOutside={stay}
          >
            <header>
              <div class="line">
                <Dialog.Title as="h1" class={props.narrow ? 'headline' : ''}>
                  {props.title}
                </Dialog.Title>
                <span class="quiet by">{props.subtitle}</span>
                <span class="push" />
                <Show when={props.dismissable !== false}>
                  <IconButton icon="x" label="Close" onClick={() => props.onClose()} />
                </Show>
              </div>
              {props.header}
            </header>
            {props.children}
            <Show when={props.footer}>
              <footer>{props.footer}</footer>
            </Show>
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog>
  );
}
