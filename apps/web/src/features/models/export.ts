import type { ModelView } from '@regent/core';
import { downloadText, toCsv } from '../../lib/csv.ts';
import { credentialOf, healthOf, modeOf, publicName, upstream } from './grouping.ts';

/** Downloads what the list shows, one line for each deployment. */
export function exportCsv(models: readonly ModelView[]): void {
  const header = [
    'public_name',
    'model',
    'provider',
    'credential',
    'mode',
    'input_usd_per_token',
    'output_usd_per_token',
    'health',
    'enabled',
    'staged',
    'id',
  ];
  const rows = models.map((model) => [
    publicName(model),
    upstream(model),
    model.provider,
    credentialOf(model),
    modeOf(model),
    model.price?.inputCostPerToken ?? null,
    model.price?.outputCostPerToken ?? null,
    healthOf(model).word,
    model.enabled ? 'yes' : 'no',
    model.flag,
    model.key,
  ]);
  downloadText('models.csv', toCsv(header, rows), 'text/csv');
}
