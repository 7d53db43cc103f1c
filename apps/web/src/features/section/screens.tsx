import { SettingsScreen } from '../../lib/item/settings-screen.tsx';

export const Alerting = () => <SettingsScreen title="Alerting" kinds={['alerting']} />;
export const Behaviour = () => (
  <SettingsScreen title="Proxy behaviour" kinds={['proxy_behaviour', 'health', 'spend_logs', 'pricing', 'database']} />
);
export const KeyPolicy = () => <SettingsScreen title="Key policy" kinds={['key_policy', 'global_budget']} />;
export const SignInSettings = () => <SettingsScreen title="Sign-in" kinds={['security', 'sso']} />;
