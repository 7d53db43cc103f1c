import { existsSync, readFileSync } from 'node:fs';
import { trackedFiles } from './tracked-files.ts';

const LINES_MAX = 400;
const CODE = /\.(ts|tsx|mjs|css|py)$/;
const MADE_BY_A_PROGRAM = /(^|\/)(migrations|testdata|generated)\//;

/** Files that have grown beyond what one can read in a breath. */
export async function sizeProblems(): Promise<string[]> {
  return trackedFiles()
    .filter((file) => CODE.test(file) && !MADE_BY_A_PROGRAM.test(file) && existsSync(file))
    .map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length }))
    .filter(({ lines }) => lines > LINES_MAX)
    .map(({ file, lines }) => `${file} has ${lines} lines, more than ${LINES_MAX}: split it`);
}
