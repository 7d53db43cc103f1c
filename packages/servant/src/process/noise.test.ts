import { expect, test, vi } from 'vitest';
import { EngineNoise } from './noise.ts';

const ALWAYS = 'WARNING: trusted_ranges is not set or not a list';
const about = (said: readonly string[]) => vi.fn<() => Promise<readonly string[]>>(() => Promise.resolve(said));
const at = (aboutNothing: () => Promise<readonly string[]>, image = 'one', environment = {}) => ({
  image,
  environment,
  aboutNothing,
});

test('what the engine says of an empty configuration is not said of a candidate', async () => {
  const noise = new EngineNoise();
  const warnings = [ALWAYS, 'WARNING: model x was dropped'];
  expect(await noise.filter(warnings, 'model_list: []', at(about([ALWAYS])))).toEqual(['WARNING: model x was dropped']);
});

test('it is learnt once for each launcher and environment, and not at all while there is no warning', async () => {
  const noise = new EngineNoise();
  const ask = about([ALWAYS]);
  await noise.filter([], '', at(ask));
  expect(ask).not.toHaveBeenCalled();
  await Promise.all([noise.filter([ALWAYS], '', at(ask)), noise.filter([ALWAYS], '', at(ask))]);
  expect(ask).toHaveBeenCalledTimes(1);
  await noise.filter([ALWAYS], '', at(ask, 'two'));
  await noise.filter([ALWAYS], '', at(ask, 'two', { KEY: 'value' }));
  expect(ask).toHaveBeenCalledTimes(3);
});

test('a warning about a setting that the candidate does set reaches people, though an empty one gets it too', async () => {
  const noise = new EngineNoise();
  const text = 'general_settings: {trusted_ranges: 7}\n';
  expect(await noise.filter([ALWAYS], text, at(about([ALWAYS])))).toEqual([ALWAYS]);
});

test('where it could not be learnt nothing is held back, and the next check asks again', async () => {
  const noise = new EngineNoise();
  expect(
    await noise.filter(
      [ALWAYS],
      '',
      at(() => Promise.reject(new Error('busy'))),
    ),
  ).toEqual([ALWAYS]);
  expect(await noise.filter([ALWAYS], '', at(about([ALWAYS])))).toEqual([]);
});
