import { expect, test } from 'vitest';
import { isAllowed, withAllowed } from './allowed-tools.ts';

const all = ['read', 'write', 'drop'];
const every = { allowed: null, disallowed: [] };

test('without lists every tool is allowed, and the first one that is taken away leaves a list of the others', () => {
  expect(isAllowed(every, 'read')).toBe(true);
  expect(withAllowed(every, { name: 'drop', on: false, all })).toEqual({ allowed: ['read', 'write'], disallowed: [] });
});

test('a list that holds every tool goes away again', () => {
  const lists = { allowed: ['read', 'write'], disallowed: [] };
  expect(withAllowed(lists, { name: 'drop', on: true, all })).toEqual({ allowed: null, disallowed: [] });
});

test('a forbidden tool is not allowed whatever else is said, and allowing it forgets that', () => {
  const lists = { allowed: null, disallowed: ['drop'] };
  expect(isAllowed({ ...lists, allowed: ['drop'] }, 'drop')).toBe(false);
  expect(withAllowed(lists, { name: 'drop', on: true, all })).toEqual({ allowed: null, disallowed: [] });
  expect(withAllowed(lists, { name: 'read', on: false, all })).toEqual({ allowed: ['write'], disallowed: ['drop'] });
});
