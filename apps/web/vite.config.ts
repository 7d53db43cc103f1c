import { defineConfig } from 'vite';
import solid from 'vite-plugin-solid';

// Relative asset addresses: the server may mount the admin under any path prefix (see `index.html`).
export default defineConfig({
  base: './',
  plugins: [solid()],
  build: {
    target: 'es2023',
    manifest: true,
    assetsInlineLimit: 0,
    // Our own packages are pure: what a chunk does not use of them, it does not carry.
    rolldownOptions: { treeshake: { moduleSideEffects: (id) => !/packages\/(core|renderer)\/src/.test(id) } },
  },
  server: {
    port: Number(process.env.PORT ?? 5173),
    proxy: {
      '/trpc': { target: process.env.REGENT_API ?? 'http://127.0.0.1:8081', changeOrigin: false },
      '/download': process.env.REGENT_API ?? 'http://127.0.0.1:8081',
    },
  },
});
