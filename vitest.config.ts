import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

interface Suite {
  readonly name: string;
  readonly root: string;
  readonly include?: readonly string[];
  /** Files of one suite that share a machine-wide resource run one after the other. */
  readonly serial?: boolean;
  readonly exclude?: readonly string[];
  readonly timeoutMs?: number;
  /** Runs before the first file; what it returns, after the last. */
  readonly setup?: string;
  /** Functions without state of their own: files share their workers, and modules are loaded once. */
  readonly pure?: boolean;
  /** Wants a Postgres: one server for all files, a fresh database for each. */
  readonly database?: boolean;
}

const suite = ({
  name,
  root,
  include = ['src/**/*.test.ts'],
  serial = false,
  timeoutMs = 30_000,
  database = false,
  pure = false,
  setup,
  exclude = [],
}: Suite) => ({
  test: {
    name,
    root,
    include: [...include],
    exclude: ['**/node_modules/**', ...(name.endsWith('engine') ? [] : ['**/*.engine.test.ts']), ...exclude],
    environment: 'node' as const,
    testTimeout: timeoutMs,
    hookTimeout: Math.max(60_000, timeoutMs),
    isolate: !pure,
    ...(serial ? { fileParallelism: false } : {}),
    ...(setup ? { globalSetup: resolve(import.meta.dirname, setup) } : {}),
    ...(database ? { globalSetup: resolve(import.meta.dirname, 'packages/db/src/testing/start-server.ts') } : {}),
  },
});
/** Minutes of real Applies, each of another setting: `npm run test:full` runs them too. */
const longEngineTests = [
  'acts/people*',
  'acts/routing*',
  'guarantees*',
  'import-takes-over*',
  'eject*',
  'stored-rows*',
  'known-keys*',
];
/** Every screen in every theme and size, and what people do less often. */
const longBrowserTests = ['screens*', 'lists*', 'import*', 'people*', 'faces*', 'settings*', 'trials*', 'places*'];
const unlessFull = (names: readonly string[]) =>
  process.env.REGENT_TEST_FULL === '1' ? [] : names.map((name) => `**/${name}`);
const engineTests = ['src/**/*.engine.test.ts'];
const minutes = (count: number) => count * 60_000;

/** One project per package; what needs the real engine, the browser or kills processes is a project of its own. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      suite({ name: 'core', root: 'packages/core', pure: true }),
      suite({ name: 'renderer', root: 'packages/renderer', pure: true }),
      'packages/db',
      suite({ name: 'litellm', root: 'packages/litellm', pure: true }),
      suite({ name: 'servant', root: 'packages/servant' }),
      suite({ name: 'local', root: 'packages/local' }),
      suite({ name: 'client', root: 'packages/client', pure: true }),
      'apps/api',
      'apps/web',
      suite({ name: 'cli', root: 'apps/cli', database: true }),
      suite({
        name: 'servant-engine',
        root: 'packages/servant',
        include: engineTests,
        serial: true,
        timeoutMs: minutes(3),
      }),
      suite({
        name: 'engine',
        root: 'tests/engine',
        include: ['**/*.test.ts'],
        exclude: unlessFull(longEngineTests),
        serial: true,
        timeoutMs: minutes(3),
      }),
      suite({
        name: 'e2e',
        root: 'tests/e2e',
        include: ['**/*.test.ts'],
        exclude: unlessFull(longBrowserTests),
        serial: true,
        timeoutMs: minutes(3),
      }),
      suite({
        name: 'docker',
        root: 'tests/docker',
        include: ['**/*.test.ts'],
        serial: true,
        timeoutMs: minutes(3),
        setup: 'tests/docker/rig/start.ts',
        exclude: unlessFull(['guide*', 'overlay-*', 'behind-proxy*']),
      }),
      suite({ name: 'chaos', root: 'tests/chaos', include: ['**/*.test.ts'], serial: true, timeoutMs: minutes(5) }),
    ],
  },
});
