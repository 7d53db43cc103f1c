import { expect, it } from 'vitest';
import { fromYaml, toYaml } from './yaml-text.ts';

const data = {
  litellm_settings: { my_key: true, nested: { token: { $secret: 'abc', version: 2 } } },
  assistant_settings: { a: [1, 'x'] },
};

it('raw settings come back equal from their text, with the same secrets', () => {
  expect(toYaml(data)).not.toContain('version: 2');
  expect(fromYaml(toYaml(data), data).data).toEqual(data);
});

it('an emptied editor is empty settings, a broken text is a finding with its line', () => {
  expect(fromYaml('# nothing\n', data).data).toEqual({});
  const broken = fromYaml('a: 1\nb: [1,\n', data);
  expect(broken.data).toBeUndefined();
  expect(broken.diagnostics[0]).toMatchObject({ severity: 'error', line: expect.any(Number) });
});
