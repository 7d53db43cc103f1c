import { DropdownMenu } from '@kobalte/core/dropdown-menu';
import { For, Show } from 'solid-js';
import { Icon } from './icon.tsx';

export interface MenuEntry {
  readonly label: string;
  readonly icon?: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly run: () => void;
}

/** A menu behind a button; `label` alone makes it the three dots of a toolbar. */
export function Menu(props: {
  readonly label: string;
  readonly text?: string;
  readonly small?: boolean;
  readonly entries: readonly MenuEntry[];
}) {
  return (
    <DropdownMenu placement="bottom-end" gutter={4}>
      <DropdownMenu.Trigger
        class={props.text ? 'button plain neutral' : `button only ${props.small ? 'small' : ''}`}
        aria-label={props.text ? undefined : props.label}
        title={props.label}
      >
        <Show when={props.text} fallback={<Icon name="more" />}>
          {props.text}
          <Icon name="down" />
        </Show>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content class="menu">
          <For each={props.entries}>
            {(entry) => (
              <DropdownMenu.Item
                class={entry.danger ? 'danger' : ''}
                disabled={entry.disabled ?? false}
                onSelect={() => entry.run()}
              >
                <Show when={entry.icon}>{(name) => <Icon name={name()} />}</Show>
                {entry.label}
              </DropdownMenu.Item>
            )}
          </For>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu>
  );
}
