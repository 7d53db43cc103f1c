import sprite from './icons.svg?raw';

/** Puts the icon set into the page once; the icons refer to it. */
export function mountIcons(): void {
  const holder = document.createElement('div');
  holder.hidden = true;
  holder.innerHTML = sprite;
  document.body.prepend(holder);
}

/** Decoration beside a word, or inside a button that has a label. */
export function Icon(props: { readonly name: string; readonly class?: string | undefined }) {
  return (
    <svg class={`icon ${props.class ?? ''}`} aria-hidden="true">
      <use href={`#i-${props.name}`} />
    </svg>
  );
}
