import { defineConfig } from 'vitest/config';

// Plain functions and signals only, in node: screens are tested in a real browser, not here. Solid's own build for
// servers has no reactivity, so the one for browsers is taken.
export default defineConfig({
  ssr: { resolve: { conditions: ['browser'], externalConditions: ['browser'] } },
  test: {
    name: 'web',
    environment: 'node',
    include: ['src/**/*.test.ts'],
    server: { deps: { inline: [/solid-js/] } },
    maxWorkers: 2,
    isolate: false,
  },
});
