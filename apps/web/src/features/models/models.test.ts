import type { ModelView, ProviderView } from '@regent/core';
import { describe, expect, it } from 'vitest';
import { filterModels, groupHealth, groupModels, noFilter } from './grouping.ts';
import { joinModel, splitModel, switchProvider } from './provider.ts';

function model(key: string, name: string, upstream: string, more: Partial<ModelView> = {}): ModelView {
  const data = { model_name: name, litellm_params: { model: upstream } };
  return {
    ...{ kind: 'model', key, name, applied: data, appliedRevision: 1, staged: null, flag: null, data, position: null },
    ...{
      version: 0,
      stagedBy: null,
      stagedAt: null,
      provider: upstream.split('/')[0] ?? null,
      enabled: true,
      price: null,
    },
    health: { id: key, state: 'healthy', text: null, at: null },
    ...more,
  };
}
const failing = { id: 'x', state: 'failing', text: '401 for 2 h', at: null } as const;

describe('the list of models', () => {
  const all = [
    model('1', 'gpt-5', 'openai/gpt-5'),
    model('2', 'claude', 'anthropic/claude'),
    model('3', 'gpt-5', 'azure/we', { health: failing, flag: 'changed' }),
  ];

  it('puts deployments with one public name into one group, in the order of names', () => {
    expect(groupModels(all).map(({ name, deployments }) => [name, deployments.length])).toEqual([
      ['claude', 1],
      ['gpt-5', 2],
    ]);
  });

  it('finds by every word in any of name, model and provider', () => {
    expect(filterModels(all, { ...noFilter, search: 'gpt azure' }).map(({ key }) => key)).toEqual(['3']);
    expect(filterModels(all, { ...noFilter, stagedOnly: true }).map(({ key }) => key)).toEqual(['3']);
    expect(filterModels(all, { ...noFilter, health: 'bad' }).map(({ key }) => key)).toEqual(['3']);
  });

  it('names a failure of a group before what works', () => {
    expect(groupHealth({ name: 'gpt-5', deployments: [all[0], all[2]] as ModelView[] })).toEqual({
      state: 'bad',
      word: '1 failing',
    });
    expect(groupHealth({ name: 'gpt-5', deployments: [all[2]] as ModelView[] }).word).toBe('401 for 2 h');
  });
});

describe('the provider of a deployment', () => {
  const field = (key: string) => ({
    key,
    label: key,
    placeholder: null,
    help: null,
    required: false,
    type: 'text' as const,
    options: [],
    default: null,
  });
  const providers: ProviderView[] = [
    { id: 'azure', name: 'Azure', modelPlaceholder: null, fields: [field('api_base'), field('api_version')] },
    { id: 'openai', name: 'OpenAI', modelPlaceholder: null, fields: [field('api_base')] },
  ];

  it('splits and joins without loss', () => {
    for (const text of ['azure/gpt-5', 'gpt-5', 'openai/org/model', 'someone/else']) {
      const { provider, name } = splitModel(text, providers);
      expect(joinModel(provider, name)).toBe(text);
    }
  });

  it('changed takes the fields along that only the former one has, and nothing else', () => {
    const data = {
      model_name: 'a',
      litellm_params: { model: 'azure/x', api_base: 'b', api_version: 'v', rpm: 5, unknown: 1 },
    };
    expect(switchProvider(data, 'openai', providers)).toEqual({
      model_name: 'a',
      litellm_params: { model: 'openai/x', api_base: 'b', rpm: 5, unknown: 1 },
    });
  });
});
