import type { JSX } from 'solid-js';

/** A fact with its name. */
export function Line(props: { readonly label: string; readonly children: JSX.Element }) {
  return (
    <div class="row">
      <span>{props.label}</span>
      <div class="line">{props.children}</div>
    </div>
  );
}
