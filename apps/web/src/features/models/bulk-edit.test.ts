import type { ModelView } from '@regent/core';
import { expect, test } from 'vitest';
import { changedBy, savesOf } from './bulk-edit.ts';

const model = (key: string, params: ModelView['data'], flag: ModelView['flag'] = null) =>
  ({ key, flag, version: 7, data: { model_name: key, litellm_params: params } }) as unknown as ModelView;
const models = [model('a', { rpm: 5 }), model('b', {}), model('c', { rpm: 9 }), model('d', {}, 'deleted')];
const path = ['litellm_params', 'rpm'];

test('only what really changes is staged, and what is deleted stays so', () => {
  expect(changedBy(models, { path, value: 9 }).map(({ model: one }) => one.key)).toEqual(['a', 'b']);
  expect(changedBy(models, { path, value: undefined }).map(({ model: one }) => one.key)).toEqual(['a', 'c']);
});

test('each save is based on the version that was looked at, and keeps every other key', () => {
  expect(savesOf(changedBy(models, { path, value: 1 }), { path, value: 1 })[0]).toEqual({
    kind: 'model',
    key: 'a',
    baseVersion: 7,
    data: { model_name: 'a', litellm_params: { rpm: 1 } },
  });
});
