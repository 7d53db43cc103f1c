import type { Item } from '@regent/core';
import { diffConfigs, renderConfig, validateConfig } from '@regent/renderer';
import { parse, stringify } from 'yaml';
import { medianMs, type Ratio } from './report.ts';

const RUNS = 5;
const RATIO_MAX = 1.8;
/** Ten times the models may take this many times as long. */
const GROWTH_MAX = 13;

/** Render (which reads its own text again), validate and diff, against the `yaml` library writing and reading the same data. */
export async function rendererRatios(): Promise<Ratio[]> {
  const [small, large] = [await measure(1_000), await measure(10_000)];
  return [
    {
      name: 'render + re-read + validate + diff, 1 000 models',
      ours: small.ours,
      baseline: small.library,
      unit: 'ms',
      ratioMax: RATIO_MAX,
    },
    { name: 'the same, 10 000 models', ours: large.ours, baseline: large.library, unit: 'ms', ratioMax: RATIO_MAX },
    {
      name: '10 000 models against ten times 1 000',
      ours: large.ours,
      baseline: 10 * small.ours,
      unit: 'ms',
      ratioMax: GROWTH_MAX / 10,
    },
  ];
}

async function measure(count: number): Promise<{ ours: number; library: number }> {
  const items = models(count);
  const edited = items.map((item, index) =>
    index === 7 ? { ...item, data: { ...item.data, model_name: 'edited' } } : item,
  );
  const { document } = renderConfig(items);
  const runs = count > 5_000 ? 3 : RUNS;
  const ours = await medianMs(runs, () => {
    const rendered = renderConfig(edited);
    validateConfig(rendered.document);
    diffConfigs(items, edited);
  });
  const library = await medianMs(runs, () => parse(stringify(document, { version: '1.1' }), { version: '1.1' }));
  return { ours, library };
}

function models(count: number): Item[] {
  return Array.from({ length: count }, (_, index) => ({
    kind: 'model' as const,
    key: `id-${String(index).padStart(6, '0')}`,
    position: `a${String(index).padStart(6, '0')}`,
    data: {
      model_name: `model-${index % 400}`,
      litellm_params: {
        model: `openai/gpt-${index}`,
        api_base: `https://host-${index}.example.com/v1`,
        api_key: `os.environ/KEY_${index}`,
        rpm: 100 + index,
        tags: ['paid', 'eu'],
      },
      model_info: { mode: 'chat', input_cost_per_token: 0.000001, access_groups: ['beta'] },
    },
  }));
}
