import type { ModelView } from '@regent/core';

export interface ModelGroup {
  readonly name: string;
  readonly deployments: readonly ModelView[];
}

export interface ModelFilter {
  readonly search: string;
  readonly mode: string;
  readonly provider: string;
  readonly health: string;
  readonly stagedOnly: boolean;
}

export const noFilter: ModelFilter = { search: '', mode: 'all', provider: '', health: '', stagedOnly: false };

const byName = new Intl.Collator('en');

/** Deployments with one public name form one group; groups are in the order of their names. */
export function groupModels(models: readonly ModelView[]): readonly ModelGroup[] {
  const groups = new Map<string, ModelView[]>();
  for (const model of models) {
    const name = publicName(model);
    const group = groups.get(name);
    if (group) group.push(model);
    else groups.set(name, [model]);
  }
  return [...groups]
    .map(([name, deployments]) => ({ name, deployments }))
    .sort((a, b) => byName.compare(a.name, b.name));
}

export function filterModels(models: readonly ModelView[], filter: ModelFilter): readonly ModelView[] {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  return models.filter((model) => {
    const text = `${publicName(model)} ${upstream(model)} ${credentialOf(model) ?? ''}`.toLowerCase();
    return (
      words.every((word) => text.includes(word)) &&
      (filter.mode === 'all' || modeOf(model) === filter.mode) &&
      (filter.provider === '' || model.provider === filter.provider) &&
      (filter.health === '' || healthOf(model).state === filter.health) &&
      (!filter.stagedOnly || model.flag !== null)
    );
  });
}

export function publicName(model: ModelView): string {
  return typeof model.data.model_name === 'string' ? model.data.model_name : model.name;
}

/** `provider/model`, as LiteLLM sends it. */
export function upstream(model: ModelView): string {
  const value = params(model).model;
  return typeof value === 'string' ? value : '';
}

export function credentialOf(model: ModelView): string | null {
  const value = params(model).litellm_credential_name;
  return typeof value === 'string' ? value : null;
}

export function modeOf(model: ModelView): string {
  const info = model.data.model_info;
  const mode = typeof info === 'object' && info !== null && 'mode' in info ? info.mode : undefined;
  return typeof mode === 'string' ? mode : 'chat';
}

/** The limit that people look for first. */
export function limitOf(model: ModelView): { readonly value: number; readonly unit: 'tpm' | 'rpm' } | null {
  const { tpm, rpm } = params(model);
  if (typeof tpm === 'number') return { value: tpm, unit: 'tpm' };
  return typeof rpm === 'number' ? { value: rpm, unit: 'rpm' } : null;
}

export interface HealthWord {
  readonly state: 'ok' | 'bad' | 'off' | 'unknown';
  readonly word: string;
}

export function healthOf(model: ModelView): HealthWord {
  if (!model.enabled) return { state: 'off', word: 'Disabled' };
  if (model.flag === 'new') return { state: 'unknown', word: 'Not applied' };
  switch (model.health.state) {
    case 'healthy':
      return { state: 'ok', word: 'Healthy' };
    case 'failing':
      return { state: 'bad', word: model.health.text ?? 'Failing' };
    case 'unknown':
      return { state: 'unknown', word: 'Not checked' };
  }
}

/** One word for a whole group: what fails first, then what works. */
export function groupHealth(group: ModelGroup): HealthWord {
  const words = group.deployments.map(healthOf);
  const failing = words.filter(({ state }) => state === 'bad');
  if (failing.length > 0)
    return words.length === 1 ? (failing[0] as HealthWord) : { state: 'bad', word: `${failing.length} failing` };
  return words.find(({ state }) => state === 'ok') ?? words[0] ?? { state: 'unknown', word: 'Not checked' };
}

function params(model: ModelView): Record<string, unknown> {
  const value = model.data.litellm_params;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
