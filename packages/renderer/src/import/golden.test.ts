import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { importConfig } from './import.ts';

/** `NAME.yaml` beside `NAME.expected.json`: everything that the import of the one gives. */
const folder = new URL('../testdata/imports/', import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.slice(0, -'.yaml'.length));

test.each(names)('%s becomes these very items, secrets and receipt', async (name) => {
  const imported = importConfig(readFileSync(new URL(`${name}.yaml`, folder), 'utf8'));
  await expect(`${JSON.stringify(imported, null, 2)}\n`).toMatchFileSnapshot(
    new URL(`${name}.expected.json`, folder).pathname,
  );
});

test.each(names)('%s without the keys of the installation', async (name) => {
  const { items, receipt } = importConfig(readFileSync(new URL(`${name}.yaml`, folder), 'utf8'), { reserved: 'drop' });
  const reserved = receipt.filter(({ action }) => action === 'reserved').map(({ path }) => path);
  await expect(`${JSON.stringify({ reserved, items }, null, 2)}\n`).toMatchFileSnapshot(
    new URL(`${name}.reserved.json`, folder).pathname,
  );
});
