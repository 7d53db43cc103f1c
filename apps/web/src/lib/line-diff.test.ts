import { describe, expect, it } from 'vitest';
import { diffLines, hunksOf } from './line-diff.ts';

const shown = (before: string, after: string) =>
  diffLines(before, after)
    .filter(({ type }) => type !== 'same')
    .map(({ type, text }) => `${type === 'del' ? '-' : '+'}${text}`);

describe('a line diff', () => {
  it('of equal texts changes nothing', () => {
    expect(shown('a\nb\nc', 'a\nb\nc')).toEqual([]);
  });

  it('names exactly the changed lines', () => {
    expect(shown('a\nb\nc\nd', 'a\nx\nc\nd')).toEqual(['-b', '+x']);
    expect(shown('a\nb\nc', 'a\nc\nd')).toEqual(['-b', '+d']);
  });

  it('can be applied: kept and inserted lines give the second text, kept and deleted lines the first', () => {
    const texts = ['', 'a', 'a\nb', 'b\na', 'a\nb\nc\na\nb\nb\na', 'c\nb\na\nb\na\nc', 'x\na\nb\ny\nc\na\nz\nb\nb\na'];
    for (const before of texts) {
      for (const after of texts) {
        const lines = diffLines(before, after);
        expect(
          lines
            .filter(({ type }) => type !== 'del')
            .map(({ text }) => text)
            .join('\n'),
        ).toBe(after);
        expect(
          lines
            .filter(({ type }) => type !== 'ins')
            .map(({ text }) => text)
            .join('\n'),
        ).toBe(before);
      }
    }
  });

  it('keeps far changes in hunks of their own', () => {
    const before = Array.from({ length: 40 }, (_, at) => `line ${at}`);
    const after = before.map((line, at) => (at === 5 || at === 30 ? `${line} changed` : line));
    expect(hunksOf(diffLines(before.join('\n'), after.join('\n')))).toHaveLength(2);
  });

  it('numbers lines as an editor does', () => {
    expect(diffLines('a\nb', 'a\nc').map(({ before, after }) => [before, after])).toEqual([
      [1, 1],
      [2, null],
      [null, 2],
    ]);
  });
});
