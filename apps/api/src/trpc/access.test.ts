import { expect, test } from 'vitest';
import { appRouter } from '../routers/index.ts';

// tRPC keeps the flat table of procedures at run time, which its types do not say.
const table = appRouter._def.procedures as unknown as Record<
  string,
  { _def: { type: string; meta?: { access?: string } } }
>;
const procedures = Object.entries(table);

test('every procedure states who may run it', () => {
  expect(procedures.length).toBeGreaterThan(50);
  const silent = procedures.filter(([, procedure]) => procedure._def.meta?.access === undefined).map(([path]) => path);
  expect(silent).toEqual([]);
});

test('only these procedures are open to everybody', () => {
  const open = procedures.filter(([, procedure]) => procedure._def.meta?.access === 'public').map(([path]) => path);
  expect(open.sort()).toEqual(['account.join', 'session.current', 'session.signIn', 'setup.complete', 'setup.status']);
});

test('nobody but an administrator may change anything, except for their own session', () => {
  const lenient = procedures
    .filter(([, { _def }]) => _def.type === 'mutation' && _def.meta?.access !== 'admin')
    .map(([path]) => path);
  expect(lenient.sort()).toEqual([
    'account.join',
    'session.changePassword',
    'session.revoke',
    'session.signIn',
    'session.signOut',
    'setup.complete',
  ]);
});
