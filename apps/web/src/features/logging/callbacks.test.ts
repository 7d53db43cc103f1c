import { expect, test } from 'vitest';
import { namedCallbacks } from './callbacks.ts';

test('every logger is named once, whether its key holds a list or one name', () => {
  const data = {
    callbacks: ['prometheus', { name: 'x' }],
    success_callback: 'langfuse',
    failure_callback: ['langfuse'],
  };
  expect(namedCallbacks(data)).toEqual(['prometheus', 'langfuse']);
  expect(namedCallbacks({})).toEqual([]);
});
