import { defineConfig } from 'vitest/config';

const node = (name: string, root: string, include = ['src/**/*.test.ts'], exclude: string[] = []) => ({
  test: { name, root, include, exclude: ['**/node_modules/**', ...exclude], environment: 'node' as const, testTimeout: 30_000, hookTimeout: 60_000 },
});

/** One project per package; tests that need the real engine (`*.engine.test.ts`) are a tier of their own. */
export default defineConfig({
  test: {
    projects: [
      node('core', 'packages/core'),
      node('renderer', 'packages/renderer'),
      node('db', 'packages/db'),
      node('litellm', 'packages/litellm'),
      node('servant', 'packages/servant', ['src/**/*.test.ts'], ['**/*.engine.test.ts']),
      node('local', 'packages/local'),
      node('client', 'packages/client'),
      node('api', 'apps/api', ['src/**/*.test.ts'], ['**/*.engine.test.ts']),
      node('web', 'apps/web'),
      node('cli', 'apps/cli'),
    ],
  },
});
