import { keySpecs, type SingletonKind, singletonKinds } from '@regent/core';
import { expect, test } from 'vitest';
import { screens } from '../../screens.ts';
import { formOf } from './settings-form.ts';
import { settingsOf } from './specs.ts';
import { topicOf, topicsOf } from './topics.ts';

const LONG = 25;

test('every setting of a long form stands under a heading, and every heading has one', () => {
  for (const kind of singletonKinds.filter((one) => one !== 'passthrough')) {
    const found = settingsOf(kind).map(({ path }) => topicOf(kind, path));
    expect(found.length <= LONG || topicsOf(kind).length > 1, kind).toBe(true);
    expect(found, kind).not.toContain('Other');
    const empty = topicsOf(kind).filter((topic) => topic !== 'Other' && !found.includes(topic));
    expect(empty, kind).toEqual([]);
  }
});

test('every setting that LiteLLM reads is a field with an explanation on a screen', () => {
  const shown = new Set(screens.flatMap(({ kinds = [] }) => kinds));
  const sections = ['router_settings.', 'litellm_settings.', 'general_settings.'];
  const settings = keySpecs.filter(({ path, reserved }) => !reserved && sections.some((one) => path.startsWith(one)));
  const isEntry = (kind: string) => !singletonKinds.some((one) => one === kind);
  const lost = settings.filter((spec) => {
    // What the engine does not read any more stays in Advanced, as it stood in the file.
    if (spec.kind === 'passthrough') return spec.deprecated === undefined;
    if (isEntry(spec.kind)) return !shown.has(spec.kind);
    return !shown.has(spec.kind) || !isField(spec.kind as SingletonKind, spec.path);
  });
  expect(lost.map(({ path }) => path)).toEqual([]);
  expect(settings.filter(({ help }) => help.length < 5).map(({ path }) => path)).toEqual([]);
});

/** The key itself is a field, or what it holds is. */
function isField(kind: SingletonKind, path: string): boolean {
  // A strategy and a type of store that nobody knows hide nothing.
  const all = { router_settings: { routing_strategy: '?' }, litellm_settings: { cache_params: { type: '?' } } };
  return formOf(kind, {}, all).some((place) => `${place.path.join('.')}.`.startsWith(`${path}.`));
}
