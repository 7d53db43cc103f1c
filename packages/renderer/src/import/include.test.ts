import { expect, test } from 'vitest';
import { resolveIncludes } from './include.ts';

const model = (name: string) => ({ model_name: name });

test('lists of included files are appended in their order, and everything else of theirs wins', () => {
  const { document, findings } = resolveIncludes(
    {
      include: ['one.yaml', 'two.yaml'],
      model_list: [model('own')],
      litellm_settings: { a: 1 },
      own: true,
      odd: 'text',
    },
    {
      'one.yaml': 'model_list: [{model_name: one}]\nlitellm_settings: {b: 2}\nodd: [list]\n',
      'two.yaml': 'model_list: [{model_name: two}]\nfresh: yes\n',
    },
  );
  expect(document).toEqual({
    model_list: [model('own'), model('one'), model('two')],
    litellm_settings: { b: 2 },
    own: true,
    odd: ['list'],
    fresh: true,
  });
  expect(findings).toEqual([
    {
      code: 'include-replaces',
      location: ['include', 0],
      message: 'litellm_settings of the included file replaces the one of this file as a whole.',
    },
    {
      code: 'include-replaces',
      location: ['include', 0],
      message: 'odd of the included file replaces the one of this file as a whole.',
    },
  ]);
});

test('a file that is missing or broken is named, and the others are read', () => {
  const { document, findings } = resolveIncludes(
    { include: ['missing.yaml', 'broken.yaml', 5, 'empty.yaml', 'good.yaml'] },
    { 'broken.yaml': 'a: [', 'empty.yaml': '', 'good.yaml': 'a: 1\n', '5': 'b: 2\n' },
  );
  expect(document).toEqual({ a: 1 });
  expect(findings.map(({ code, location }) => [code, location])).toEqual([
    ['include-missing', ['include', 0]],
    ['include-missing', ['include', 1]],
    ['include-missing', ['include', 2]],
    ['include-missing', ['include', 3]],
  ]);
  expect(findings[0]?.message).toBe('The included file "missing.yaml" is not there; the engine refuses to start.');
  expect(findings[1]?.message).toMatch(/^The included file "broken\.yaml" cannot be read: .+/);
});

test('includes of includes are followed, their findings stand at the outer name, and a circle is read once', () => {
  const { document, findings, read } = resolveIncludes(
    { include: ['a.yaml'], model_list: [] },
    {
      'a.yaml': 'include: [b.yaml]\nmodel_list: [{model_name: a}]\n',
      'b.yaml': 'include: [a.yaml, gone.yaml]\nmodel_list: [{model_name: b}]\n',
    },
  );
  expect(document).toEqual({ model_list: [model('a'), model('b')] });
  expect(read.map(({ name, index }) => `${name} ${index}`)).toEqual(['a.yaml 0', 'b.yaml 0']);
  expect(findings).toEqual([
    { code: 'include-loop', location: ['include', 0], message: 'a.yaml includes itself.' },
    {
      code: 'include-missing',
      location: ['include', 0],
      message: 'The included file "gone.yaml" is not there; the engine refuses to start.',
    },
  ]);
});

test('without the texts, or with something else than a list, nothing is touched', () => {
  const document = { include: ['a.yaml'], b: 1 };
  expect(resolveIncludes(document, undefined)).toEqual({ document, findings: [], read: [] });
  expect(resolveIncludes({ include: 'a.yaml' }, { 'a.yaml': 'b: 1' }).document).toEqual({ include: 'a.yaml' });
});
