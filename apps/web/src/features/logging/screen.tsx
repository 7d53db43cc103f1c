import { SettingsScreen } from '../../lib/item/settings-screen.tsx';
import type { Path } from '../../lib/item/path.ts';
import { useCallbacks } from './callbacks.ts';
import { callbackKeys } from './named-callbacks.ts';
import { LoggerVariables } from './variables.tsx';

/** Which loggers get what, what they still lack, and what Prometheus measures. */
export default function Logging() {
  const known = useCallbacks();
  const suggest = (path: Path) =>
    callbackKeys.some((key) => key === path.at(-1)) ? (known.data ?? []).map(({ id }) => id) : undefined;
  return (
    <SettingsScreen
      title="Logging & metrics"
      kinds={['logging', 'metrics']}
      suggest={suggest}
      after={(kind, view) => kind === 'logging' && <LoggerVariables view={view} />}
    />
  );
}
