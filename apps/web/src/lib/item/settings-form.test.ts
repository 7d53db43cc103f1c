import { singletonKinds } from '@regent/core';
import { expect, test } from 'vitest';
import { formOf } from './settings-form.ts';

test('no two fields of one form have the same name', () => {
  for (const kind of singletonKinds) {
    const labels = formOf(kind, {}).map(({ label }) => label);
    expect(
      labels.filter((label, index) => labels.indexOf(label) !== index),
      kind,
    ).toEqual([]);
  }
});
