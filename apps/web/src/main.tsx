// First: it declares the order of the layers.
import './styles/index.css';
import { Router } from '@solidjs/router';
import { QueryClientProvider } from '@tanstack/solid-query';
import { render } from 'solid-js/web';
import { basePath } from './lib/base.ts';
import { queryClient } from './lib/query-client.ts';
import { Root, routes } from './routes.tsx';
import { mountIcons } from './ui/icon.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

mountIcons();
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
