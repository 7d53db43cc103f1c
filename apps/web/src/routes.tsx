import { Route, useLocation } from '@solidjs/router';
import { type Component, For, type JSX, lazy, Match, Suspense, Switch } from 'solid-js';
import { Frame } from './features/frame/frame.tsx';
import type { Screen } from './lib/screens.ts';
import { useSession } from './lib/session.ts';
import { FailureBanner } from './ui/states.tsx';

const SignIn = lazy(() => import('./features/session/sign-in.tsx'));
const Setup = lazy(() => import('./features/setup/screen.tsx'));
const Review = lazy(() => import('./features/review/sheet.tsx'));
const Missing = lazy(() => import('./features/frame/missing.tsx'));

/** A lazy screen that is a named export of its module. */
function named<Module extends object>(load: () => Promise<Module>, name: keyof Module) {
  return lazy(async () => ({ default: (await load())[name] as Component }));
}

const sections = () => import('./features/section/screens.tsx');
const entries = () => import('./features/entries/screens.tsx');

/** Every screen there is. A screen that is not built yet has no row: a link to nothing is worse than none. */
const screens: readonly Screen[] = [
  {
    path: '/',
    label: 'Dashboard',
    icon: 'dashboard',
    group: 'Overview',
    jump: 'd',
    component: lazy(() => import('./features/dashboard/screen.tsx')),
  },
  {
    path: '/models',
    label: 'Models',
    icon: 'models',
    group: 'Configuration',
    jump: 'm',
    kinds: ['model'],
    detail: true,
    component: lazy(() => import('./features/models/screen.tsx')),
  },
  {
    path: '/providers',
    label: 'Providers',
    icon: 'providers',
    group: 'Configuration',
    jump: 'p',
    kinds: ['credential'],
    detail: true,
    component: lazy(() => import('./features/credentials/screen.tsx')),
  },
  {
    path: '/routing',
    label: 'Routing',
    icon: 'routing',
    group: 'Configuration',
    jump: 'r',
    kinds: ['routing', 'fallback', 'alias'],
    detail: true,
    component: lazy(() => import('./features/routing/screen.tsx')),
  },
  {
    path: '/caching',
    label: 'Caching',
    icon: 'caching',
    group: 'Configuration',
    kinds: ['cache'],
    component: named(sections, 'Caching'),
  },
  {
    path: '/guardrails',
    label: 'Guardrails',
    icon: 'guardrails',
    group: 'Configuration',
    kinds: ['guardrail'],
    component: named(entries, 'Guardrails'),
  },
  {
    path: '/mcp',
    label: 'MCP servers',
    icon: 'mcp',
    group: 'Configuration',
    kinds: ['mcp_server'],
    component: named(entries, 'McpServers'),
  },
  {
    path: '/search-tools',
    label: 'Search tools',
    icon: 'globe',
    group: 'Configuration',
    kinds: ['search_tool'],
    component: named(entries, 'SearchTools'),
  },
  {
    path: '/pass-through',
    label: 'Pass-through',
    icon: 'through',
    group: 'Configuration',
    kinds: ['pass_through_endpoint'],
    component: named(entries, 'PassThrough'),
  },
  {
    path: '/logging',
    label: 'Logging & metrics',
    icon: 'metrics',
    group: 'Configuration',
    kinds: ['logging', 'metrics'],
    component: named(sections, 'Logging'),
  },
  {
    path: '/alerting',
    label: 'Alerting',
    icon: 'bell',
    group: 'Configuration',
    kinds: ['alerting'],
    component: named(sections, 'Alerting'),
  },
  {
    path: '/behaviour',
    label: 'Proxy behaviour',
    icon: 'filter',
    group: 'Configuration',
    kinds: ['proxy_behaviour', 'health', 'spend_logs', 'pricing', 'database'],
    component: named(sections, 'Behaviour'),
  },
  {
    path: '/more',
    label: 'More entries',
    icon: 'box',
    group: 'Configuration',
    kinds: ['env_var', 'vector_store', 'prompt', 'agent'],
    component: named(entries, 'More'),
  },
  {
    path: '/advanced',
    label: 'Advanced',
    icon: 'sliders',
    group: 'Configuration',
    jump: 'a',
    kinds: ['passthrough'],
    component: lazy(() => import('./features/advanced/screen.tsx')),
  },
  {
    path: '/rendered',
    label: 'Rendered config',
    icon: 'doc',
    group: 'Configuration',
    jump: 'c',
    component: lazy(() => import('./features/rendered/screen.tsx')),
  },
  {
    path: '/history',
    label: 'History',
    icon: 'history',
    group: 'Configuration',
    jump: 'h',
    detail: true,
    component: lazy(() => import('./features/history/screen.tsx')),
  },
  {
    path: '/import',
    label: 'Import',
    icon: 'upload',
    group: 'Configuration',
    jump: 'i',
    component: lazy(() => import('./features/import/screen.tsx')),
  },
  {
    path: '/keys',
    label: 'Keys',
    icon: 'key',
    group: 'Access',
    jump: 'k',
    detail: true,
    component: lazy(() => import('./features/keys/screen.tsx')),
  },
  {
    path: '/key-policy',
    label: 'Key policy',
    icon: 'policy',
    group: 'Access',
    kinds: ['key_policy', 'global_budget'],
    component: named(sections, 'KeyPolicy'),
  },
  {
    path: '/sign-in',
    label: 'Sign-in',
    icon: 'lock',
    group: 'Access',
    kinds: ['security', 'sso'],
    component: named(sections, 'SignInSettings'),
  },
  {
    path: '/servant',
    label: 'Servant',
    icon: 'servant',
    group: 'Operations',
    jump: 'e',
    component: lazy(() => import('./features/servant/screen.tsx')),
  },
  {
    path: '/logs',
    label: 'Logs',
    icon: 'logs',
    group: 'Operations',
    jump: 'l',
    component: lazy(() => import('./features/logs/screen.tsx')),
  },
  {
    path: '/audit',
    label: 'Audit',
    icon: 'audit',
    group: 'Operations',
    component: lazy(() => import('./features/audit/screen.tsx')),
  },
  {
    path: '/settings',
    label: 'Settings',
    icon: 'settings',
    group: 'Operations',
    jump: 's',
    component: lazy(() => import('./features/settings/screen.tsx')),
  },
];

export function Root(props: { readonly children?: JSX.Element }) {
  const session = useSession();
  const location = useLocation();
  return (
    <Suspense>
      <Switch>
        <Match when={location.pathname.endsWith('/setup') && !(session.isSuccess && session.data)}>
          <Setup />
        </Match>
        <Match when={session.isError}>
          <main class="door">
            <FailureBanner error={session.error} onRetry={() => void session.refetch()} />
          </main>
        </Match>
        <Match when={session.isSuccess && session.data === null}>
          <SignIn />
        </Match>
        <Match when={session.isSuccess && session.data}>
          <Frame screens={screens} sheet={<Review />}>
            {props.children}
          </Frame>
        </Match>
      </Switch>
    </Suspense>
  );
}

export function routes() {
  return (
    <>
      <For each={screens}>
        {(screen) => (
          <Route
            path={screen.detail ? [screen.path, `${screen.path}/:key`] : screen.path}
            component={screen.component}
          />
        )}
      </For>
      <Route path="*" component={Missing} />
    </>
  );
}
