// First: it declares the order of the layers.
import './styles/index.css';
import { Router } from '@solidjs/router';
import { QueryClientProvider } from '@tanstack/solid-query';
import { render } from 'solid-js/web';
import { basePath } from './lib/base.ts';
import { queryClient } from './lib/query-client.ts';
import { readStored, writeStored } from './lib/storage.ts';
import { Root, routes } from './routes.tsx';
import { mountIcons } from './ui/icon.tsx';

const RELOAD_AGAIN_MS = 10_000;

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

mountIcons();
// After an upgrade an open page asks for parts that are gone; the page of the new version has them.
addEventListener('vite:preloadError', (event) => {
  if (Date.now() - readStored('session', 'reloaded-at', 0) < RELOAD_AGAIN_MS) return;
  event.preventDefault();
  writeStored('session', 'reloaded-at', Date.now());
  location.reload();
});

render(
  () => (
    <QueryClientProvider client={queryClient}>
      <Router base={basePath} root={Root}>
        {routes()}
      </Router>
    </QueryClientProvider>
  ),
  root,
);
