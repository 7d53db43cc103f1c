import { defineConfig } from 'vitest/config';

/** Many mutants, few runs of each property: what a property finds it finds early, and the suite is run thousands of times. */
export default defineConfig({
  test: { include: ['src/**/*.test.ts'], isolate: false, setupFiles: ['few-property-runs.ts'], testTimeout: 60_000 },
});
