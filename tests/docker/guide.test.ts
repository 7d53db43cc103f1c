import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { repository } from '../rig/folders.ts';
import { type Stand, startStand, until } from './rig/stand.ts';

/** Pulls from a registry. */
const NOT_HERE = ['docker compose build --pull'];

let installation: Stand;

beforeAll(async () => {
  installation = await startStand('regent-guide');
}, 180_000);
afterAll(() => installation?.remove());

/** The lines of each shell block. */
function commands(guide: string): string[] {
  const blocks = [...guide.matchAll(/```sh\n(.*?)```/gs)].map((match) => match[1] ?? '');
  return blocks.flatMap((block) => block.trim().split('\n'));
}

test('every command of the guide works as it stands, and a restored backup is everything', async () => {
  const guide = await readFile(join(repository, 'docs/guides/docker.md'), 'utf8');
  const lines = commands(guide).filter((line) => !NOT_HERE.includes(line));
  expect(lines.length).toBeGreaterThan(15);
  for (const line of lines) {
    const { code, stdout, stderr } = await installation.shell(line);
    expect(code, `${line}\n${stdout}${stderr}`).toBe(0);
  }
  await installation.up();
  await until('the gateway answers again', () => installation.answersAs('demo-chat'));
  await until('Regent answers again', installation.regentAnswers);
  const { revisions } = await installation.client.revision.list.query({});
  expect(revisions.map(({ number }) => number)).toEqual([1, 0]);
  expect(await installation.fileIsWhatIsApplied()).toBe(true);
});

test('the commands of the README are those of the guide', async () => {
  const [guide, readme] = await Promise.all(
    ['docs/guides/docker.md', 'README.md'].map((name) => readFile(join(repository, name), 'utf8')),
  );
  const section = /## In containers\n(.*?)\n## /s.exec(readme ?? '')?.[1] ?? '';
  const shown = [...section.matchAll(/^ {4}(.+)$/gm)].map((match) => match[1]);
  expect(shown).toEqual(commands(guide ?? '').slice(0, shown.length));
  expect(shown.length).toBe(3);
});
