import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromPointer, toPath, toPointer } from './pointer.ts';

test('pointers escape what RFC 6901 escapes', () => {
  expect(toPointer([])).toBe('');
  expect(toPointer(['model_list', 3, 'a/b', 'c~d'])).toBe('/model_list/3/a~1b/c~0d');
  expect(fromPointer('/a~1b/c~0d/~01')).toEqual(['a/b', 'c~d', '~1']);
  expect(fromPointer('')).toEqual([]);
});

test('every location survives the way through a pointer', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (keys) => {
      expect(fromPointer(toPointer(keys))).toEqual(keys);
    }),
  );
});

test('paths read as people write them, odd keys in quotes', () => {
  expect(toPath(['model_list', 3, 'litellm_params', 'model'])).toBe('model_list[3].litellm_params.model');
  expect(toPath(['a.b', 'c', '1x'])).toBe('["a.b"].c["1x"]');
  expect(toPath(['key-with-hyphen', '_x'])).toBe('key-with-hyphen._x');
  expect(toPath([])).toBe('');
});
