import { existsSync, readFileSync } from 'node:fs';
import { trackedFiles } from './tracked-files.ts';

const TEXT = /\.(ts|tsx|mjs|css|py|md|yaml|yml|json|html|sh)$/;
const NOT_OURS = /(^|\/)(pnpm-lock\.yaml|testdata\/|migrations\/|requirements\.lock)/;

/** Marks of unfinished work, and switches that silence a check without saying why. */
const forbidden: readonly { readonly pattern: RegExp; readonly why: string }[] = [
  { pattern: /\b(TODO|FIXME|XXX)\b/, why: 'finish it, or write down the decision' },
  { pattern: /@ts-(ignore|nocheck)/, why: 'mend the type' },
  { pattern: /\b(it|test|describe)\.(only|skip)\(/, why: 'a test runs or is removed' },
  { pattern: /(oxlint|eslint)-disable(?!.*--)/, why: 'say the reason on the line, after --' },
];

export async function wordProblems(): Promise<string[]> {
  const files = trackedFiles().filter(
    (file) => TEXT.test(file) && !NOT_OURS.test(file) && file !== 'scripts/verify/words.ts',
  );
  return files.filter(existsSync).flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        forbidden
          .filter(({ pattern }) => pattern.test(line))
          .map(({ why }) => `${file}:${index + 1} ${why}: ${line.trim().slice(0, 100)}`),
      ),
  );
}
