import type { Diagnostic, DraftCheck, EngineCheckView } from '@regent/core';
import { useQuery } from '../query.ts';
import { createEffect, createSignal, on, onCleanup } from 'solid-js';
import { api } from '../api.ts';
import type { Draft } from './draft.ts';
import { withPlaceholders } from './secret-stash.ts';

const TYPING_PAUSE_MS = 400;

/** Our rules and the engine's own loader on what is being typed, a moment after typing stops. Nothing is stored. */
export function useDraftCheck(draft: Draft, enabled: () => boolean = () => true) {
  const [settled, setSettled] = createSignal(draft.data());
  let timer: ReturnType<typeof setTimeout> | undefined;
  createEffect(
    on(draft.data, (data) => {
      clearTimeout(timer);
      timer = setTimeout(() => setSettled(data), TYPING_PAUSE_MS);
    }),
  );
  onCleanup(() => clearTimeout(timer));
  const input = () => {
    const view = draft.view();
    return { kind: draft.kind, ...(view ? { key: view.key } : {}), data: withPlaceholders(settled()) };
  };
  const query = useQuery(() => {
    return {
      queryKey: ['item.check', input()],
      queryFn: () => api.item.check.mutate(input()),
      // Not while typing: what settled before may not be what `enabled` was asked about.
      enabled: enabled() && settled() === draft.data(),
      retry: false,
      gcTime: 30_000,
      // The verdict on the last text stays until the next one is there, so that nothing flickers while typing.
      placeholderData: (last: DraftCheck | undefined) => last,
    };
  });
  return {
    diagnostics: (): readonly Diagnostic[] => (query.isSuccess ? query.data.diagnostics : []),
    engine: (): EngineCheckView | 'checking' | 'idle' => {
      if (!enabled()) return 'idle';
      if (query.isSuccess && !query.isPlaceholderData) return query.data.engine;
      return query.isError ? { verdict: 'not-checked', reason: 'the check failed' } : 'checking';
    },
  };
}

/** The findings of one field: those at it, and those inside it. */
export function findingsAt(diagnostics: readonly Diagnostic[], pointer: string): readonly Diagnostic[] {
  return diagnostics.filter(({ item }) => item && (item.pointer === pointer || item.pointer.startsWith(`${pointer}/`)));
}
