import { expect, it } from 'vitest';
import { toCsv } from './csv.ts';

it('quotes what needs quoting and never hands a formula to a spreadsheet', () => {
  expect(
    toCsv(
      ['a', 'b'],
      [
        ['x,"y"', '=1+1'],
        [null, -5],
      ],
    ),
  ).toBe('a,b\r\n"x,""y""",\'=1+1\r\n,-5');
});
