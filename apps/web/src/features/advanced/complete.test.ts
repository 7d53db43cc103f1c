import { CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { completeKeys } from './complete.ts';

/** What is offered where the text has a `|`. */
function offered(text: string): CompletionResult | null {
  const at = text.indexOf('|');
  const state = EditorState.create({ doc: text.replace('|', '') });
  return completeKeys(new CompletionContext(state, at, true)) as CompletionResult | null; // it answers at once
}

const labels = (text: string) => offered(text)?.options.map(({ label }) => label) ?? [];

test('the top offers sections, a section its keys, and an entry the keys of its kind', () => {
  expect(labels('|')).toEqual(expect.arrayContaining(['model_list', 'router_settings', 'general_settings']));
  expect(labels('router_settings:\n  num_|')).toContain('num_retries');
  expect(labels('router_settings:\n  num_|')).not.toContain('model_list');
  expect(labels('litellm_settings:\n  cache_params:\n    |')).toContain('type');
  expect(labels('model_list:\n  - |')).toContain('model_name');
});

test('a key of another screen says whose it is', () => {
  const option = offered('router_settings:\n  num_|')?.options.find(({ label }) => label === 'num_retries');
  expect(option?.detail).toBe('belongs to Routing');
});

test('a key with known values offers them', () => {
  expect(labels('router_settings:\n  routing_strategy: |')).toContain('simple-shuffle');
  expect(labels('litellm_settings:\n  drop_params: t|')).toEqual(['true', 'false']);
  expect(labels('own_section:\n  a: |')).toEqual([]);
});
