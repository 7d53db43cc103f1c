import { expect, test } from 'vitest';
import { namedCallbacks } from './named-callbacks.ts';

test('every logger is named once, whether its key holds a list or one name', () => {
  const settings = {
    callbacks: ['prometheus', { name: 'x' }],
    success_callback: 'langfuse',
    failure_callback: ['langfuse'],
  };
  expect(namedCallbacks({ litellm_settings: settings })).toEqual(['prometheus', 'langfuse']);
  expect(namedCallbacks({})).toEqual([]);
});
