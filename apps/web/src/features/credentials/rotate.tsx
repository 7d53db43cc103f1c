import type { ItemView } from '@regent/core';
import { createMemo, For, Show } from 'solid-js';
import type { ItemSection } from '../../lib/item/item-inspector.tsx';
import { useMayEdit } from '../../lib/session.ts';
import { ProgressSteps } from '../../ui/progress-steps.tsx';
import { ValueField } from './form.tsx';
import { useStatuses } from './queries.ts';
import { pinsOf, rotationOf, type RotationState } from './rotation.ts';
import { TryCredential } from './try.tsx';
import { Versions } from './versions.tsx';
import { Watch } from './watch.tsx';

/** A new secret in small safe steps: typed, tried at the provider, staged, applied, watched, the old one revoked. */
export function Rotate(props: ItemSection & { readonly view: ItemView }) {
  const mayEdit = useMayEdit();
  const statuses = useStatuses();
  const fields = createMemo(() => pinsOf(props.view.data).map(({ field }) => field));
  const state = () => rotationOf(props.view, statuses().get(props.view.key)?.revocable ?? 0);
  return (
    <Show when={fields().length > 0} fallback={<p class="quiet">It holds no secret of the vault.</p>}>
      <Show
        when={props.view.applied}
        fallback={<p class="quiet">It was never applied, so there is no old secret to leave behind.</p>}
      >
        <ProgressSteps steps={stepsOf(state(), props.draft.dirty())} />
      </Show>
      <Show when={state().step === 'revoke'}>
        <Watch credential={props.view.key} />
      </Show>
      <section class="group" aria-label="New secret">
        <For each={fields()}>{(field) => <ValueField {...props} field={field} label={undefined} password />}</For>
      </section>
      <TryCredential {...props} />
      <Show when={mayEdit()}>
        <Versions view={props.view} locked={props.locked()} />
      </Show>
    </Show>
  );
}

const labels = [
  'Make a new key at the provider, and type it here',
  'Try it, then Save',
  'Review and Apply',
  'Watch it serve',
  'Revoke the old key at the provider, then its version below',
];

function stepsOf({ step }: RotationState, typing: boolean) {
  const done = typing ? 1 : { 'new-value': 0, apply: 2, revoke: 3 }[step];
  return labels.map((label, at) => ({
    label,
    state: at < done ? ('done' as const) : ('waiting' as const),
    text: null,
    durationMs: null,
  }));
}
