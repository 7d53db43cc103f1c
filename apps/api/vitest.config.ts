import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'api',
    include: ['src/**/*.test.ts'],
    globalSetup: '../../packages/db/src/testing/start-server.ts',
    testTimeout: 20_000,
    maxWorkers: 2,
    isolate: false,
  },
});
