import { type JSX, Show, splitProps } from 'solid-js';
import { Icon } from './icon.tsx';

type Look = 'filled' | 'tinted' | 'plain' | 'danger' | 'staged';

export interface ButtonProps extends JSX.ButtonHTMLAttributes<HTMLButtonElement> {
  /** One filled button per screen, where the work is. */
  readonly look?: Look | undefined;
  readonly small?: boolean | undefined;
  readonly icon?: string | undefined;
  /** Shows that the action is under way and refuses a second press. */
  readonly busy?: boolean | undefined;
}

export function Button(props: ButtonProps) {
  const [own, rest] = splitProps(props, ['look', 'small', 'icon', 'busy', 'class', 'children', 'disabled']);
  return (
    <button
      type="button"
      {...rest}
      class={`button ${own.look ?? ''} ${own.small ? 'small' : ''} ${own.class ?? ''}`}
      disabled={own.disabled === true || own.busy === true}
      aria-busy={own.busy === true}
    >
      <Show when={own.busy} fallback={<Show when={own.icon}>{(name) => <Icon name={name()} />}</Show>}>
        <Icon name="busy" class="spin" />
      </Show>
      {own.children}
    </button>
  );
}

interface IconButtonProps extends JSX.ButtonHTMLAttributes<HTMLButtonElement> {
  readonly icon: string;
  readonly label: string;
  readonly small?: boolean;
}

/** A button that is only a picture: its label is spoken and shown as a tooltip. */
export function IconButton(props: IconButtonProps) {
  const [own, rest] = splitProps(props, ['icon', 'label', 'small', 'class']);
  return (
    <button
      type="button"
      {...rest}
      class={`button only ${own.small ? 'small' : ''} ${own.class ?? ''}`}
      aria-label={own.label}
      title={own.label}
    >
      <Icon name={own.icon} />
    </button>
  );
}
