import { Route, useLocation } from '@solidjs/router';
import { For, type JSX, lazy, Match, Suspense, Switch } from 'solid-js';
import { Frame } from './features/frame/frame.tsx';
import { useSession } from './lib/session.ts';
import { screens } from './screens.ts';
import { FailureBanner } from './ui/states.tsx';

const SignIn = lazy(() => import('./features/session/sign-in.tsx'));
const Join = lazy(() => import('./features/setup/join.tsx'));
const Setup = lazy(() => import('./features/setup/screen.tsx'));
const Review = lazy(() => import('./features/review/sheet.tsx'));
const Missing = lazy(() => import('./features/frame/missing.tsx'));

export function Root(props: { readonly children?: JSX.Element }) {
  const session = useSession();
  const location = useLocation();
  return (
    <Suspense>
      <Switch>
        <Match when={location.pathname.endsWith('/setup') && !(session.isSuccess && session.data)}>
          <Setup />
        </Match>
        <Match when={location.pathname.endsWith('/join') && !(session.isSuccess && session.data)}>
          <Join />
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
