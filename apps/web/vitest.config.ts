import { defineConfig } from 'vitest/config';

// Plain functions only, in node: screens are tested in a real browser, not here.
export default defineConfig({ test: { name: 'web', environment: 'node', include: ['src/**/*.test.ts'] } });
