import { equalJson, type Item } from '@regent/core';
import { parse, stringify } from 'yaml';
import { diffConfigs, importConfig, renderConfig, validateConfig } from '../src/index.ts';

/** Render, re-read, validate and diff of 1 000 models against `yaml`'s stringify and parse of the same data. */
const models = Number(process.argv[2] ?? 1000);
const rounds = 7;
const document = {
  model_list: Array.from({ length: models }, (_, index) => ({
    model_name: `group-${index % 200}`,
    litellm_params: {
      model: `openai/gpt-4o-${index}`,
      api_base: `http://10.0.${index % 250}.1:8000/v1`,
      api_key: `os.environ/KEY_${index}`,
      rpm: 100 + index,
      timeout: 30.5,
      tags: ['default', 'blue'],
    },
    model_info: { id: `model-${index}`, mode: 'chat', access_groups: ['everyone'], input_cost_per_token: 2.5e-6 },
  })),
  router_settings: { num_retries: 2, fallbacks: [{ 'group-1': ['group-2'] }] },
};
const text = stringify(document, { version: '1.1' });
const items = importConfig(text).items;
const changed = items.map(
  (item: Item): Item => (item.key === 'model-7' ? { ...item, data: { ...item.data, model_name: 'other' } } : item),
);

const base = best(() => parse(stringify(document, { version: '1.1' }), { version: '1.1' }));
const own = best(() => {
  const rendered = renderConfig(items);
  return [validateConfig(rendered.document), diffConfigs(items, changed)];
});
if (!equalJson(renderConfig(items).document, document)) throw new Error('The rendered document differs.');
process.stdout.write(
  `${models} models: yaml ${base.toFixed(1)} ms, own ${own.toFixed(1)} ms, ratio ${(own / base).toFixed(2)} (bar 1.8)\n`,
);

function best(work: () => unknown): number {
  let least = Infinity;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    work();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}
