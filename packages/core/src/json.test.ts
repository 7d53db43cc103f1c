import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, compareCodePoints, equalJson, isJsonObject, isYamlScalar, type Json } from './json.ts';

const json = fc.jsonValue() as fc.Arbitrary<Json>;

/** The same value with the keys of every object in another order. */
function reordered(value: Json): Json {
  if (Array.isArray(value)) return value.map(reordered);
  if (isJsonObject(value))
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, inner]) => [key, reordered(inner)]),
    );
  return value;
}

test('lists in another order, missing keys and other types are not equal', () => {
  expect(equalJson([1, 2], [2, 1])).toBe(false);
  expect(equalJson([1], [1, 2])).toBe(false);
  expect(equalJson({ a: 1 }, { a: 1, b: 2 })).toBe(false);
  expect(equalJson({ a: 1 }, { b: 1 })).toBe(false);
  expect(equalJson({}, [])).toBe(false);
  expect(equalJson(null, undefined)).toBe(false);
  expect(equalJson(1, '1')).toBe(false);
});

test('the order of keys never matters, at any depth', () => {
  fc.assert(fc.property(json, (value) => equalJson(value, reordered(value))));
  fc.assert(fc.property(json, (value) => canonicalJson(value) === canonicalJson(reordered(value))));
});

test('canonical text agrees with equality', () => {
  fc.assert(fc.property(json, json, (a, b) => equalJson(a, b) === (canonicalJson(a) === canonicalJson(b))));
});

test('canonical text reads back as the same value', () => {
  fc.assert(fc.property(json, (value) => equalJson(JSON.parse(canonicalJson(value)), value)));
  expect(canonicalJson({ b: [1, null], a: { d: true, c: 'x' } })).toBe('{"a":{"c":"x","d":true},"b":[1,null]}');
});

test('code points order text as no locale does, also beyond the basic plane', () => {
  expect(compareCodePoints('a', 'b')).toBeLessThan(0);
  expect(compareCodePoints('a', 'a')).toBe(0);
  expect(compareCodePoints('ab', 'a')).toBeGreaterThan(0);
  expect(compareCodePoints('\u{1F600}', '\uFF5E')).toBeGreaterThan(0); // UTF-16 units would say the opposite
  expect(['z', 'A', 'ä', 'a'].sort(compareCodePoints)).toEqual(['A', 'a', 'z', 'ä']);
});

test('a tagged YAML scalar is told from a plain map', () => {
  expect(isYamlScalar({ $yaml: 'date', value: '2024-05-01' })).toBe(true);
  expect(isYamlScalar({ $yaml: 'date' })).toBe(false);
  expect(isYamlScalar({ $yaml: 1, value: 1 })).toBe(false);
  expect(isYamlScalar('date')).toBe(false);
});
