import { defineConfig } from 'vitest/config';

/** Mutants are tried on a busy machine: only one that never ends is taken for caught by its time. */
export default defineConfig({ test: { include: ['src/**/*.test.ts'], testTimeout: 60_000 } });
