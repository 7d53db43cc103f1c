import type { ModelView } from '@regent/core';
import { createMemo, Show } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/field.tsx';
import { Segments } from '../../ui/segments.tsx';
import { type ModelFilter, modeOf } from './grouping.ts';

const modes = ['all', 'chat', 'embedding', 'image_generation', 'audio_transcription', 'rerank'] as const;
const modeLabels: Readonly<Record<string, string>> = {
  all: 'All',
  image_generation: 'Image',
  audio_transcription: 'Audio',
  chat: 'Chat',
  embedding: 'Embedding',
  rerank: 'Rerank',
};

/** The parts of the address that a filter writes; undefined takes one away. */
export type FilterChange = Readonly<Partial<Record<'mode' | 'provider' | 'health' | 'staged', string | undefined>>>;

/** Which deployments are shown: by what they do, whose they are, how they are, what is staged. */
export function Filters(props: {
  readonly models: readonly ModelView[];
  readonly filter: ModelFilter;
  readonly onFilter: (change: FilterChange) => void;
}) {
  const providers = createMemo(() => [...new Set(props.models.flatMap(({ provider }) => provider ?? []))].sort());
  const present = createMemo(() => new Set<string>(props.models.map(modeOf)));
  const staged = createMemo(() => props.models.filter(({ flag }) => flag !== null).length);
  return (
    <div class="filters">
      <Segments
        label="Mode"
        value={props.filter.mode}
        options={modes
          .filter((mode) => mode === 'all' || present().has(mode))
          .map((value) => ({ value: value as string, label: modeLabels[value] ?? value }))}
        onChange={(mode) => props.onFilter({ mode: mode === 'all' ? undefined : mode })}
      />
      <Select
        label="Provider"
        value={props.filter.provider}
        options={[{ value: '', label: 'Any provider' }, ...providers().map((value) => ({ value, label: value }))]}
        onValue={(provider) => props.onFilter({ provider })}
      />
      <Select
        label="Health"
        value={props.filter.health}
        options={[
          { value: '', label: 'Any health' },
          { value: 'ok', label: 'Healthy' },
          { value: 'bad', label: 'Failing' },
          { value: 'off', label: 'Disabled' },
          { value: 'unknown', label: 'Not checked' },
        ]}
        onValue={(health) => props.onFilter({ health })}
      />
      <span class="push" />
      <Show when={staged() > 0}>
        <Button
          look="plain"
          class="staged-only to-edge"
          aria-pressed={props.filter.stagedOnly}
          onClick={() => props.onFilter({ staged: props.filter.stagedOnly ? undefined : '1' })}
        >
          {staged()} staged
        </Button>
      </Show>
    </div>
  );
}
