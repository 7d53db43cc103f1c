import { useNavigate, useParams } from '@solidjs/router';
import { Match, Switch } from 'solid-js';
import { SettingsScreen } from '../../lib/item/settings-screen.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Aliases } from './aliases.tsx';
import { Fallbacks } from './fallbacks.tsx';
import { Integrity } from './integrity.tsx';
import { StrategyAdvice } from './strategy-advice.tsx';
import { Reachability } from './reachability.tsx';
import './routing.css';

const parts = [
  { value: 'strategy', label: 'Strategy' },
  { value: 'fallbacks', label: 'Fallbacks' },
  { value: 'aliases', label: 'Aliases' },
  { value: 'integrity', label: 'Integrity' },
  { value: 'reachability', label: 'Reachability' },
] as const;
type Part = (typeof parts)[number]['value'];

/** How the router chooses, what it tries when that fails, and the other names a group has. */
export default function Routing() {
  const params = useParams<{ key?: string }>();
  const navigate = useNavigate();
  const part = (): Part => parts.find(({ value }) => value === params.key)?.value ?? 'strategy';
  const switcher = () => (
    <Segments
      role="tabs"
      label="Part of routing"
      options={parts}
      value={part()}
      onChange={(next) => navigate(next === 'strategy' ? '/routing' : `/routing/${next}`)}
    />
  );
  return (
    <Switch>
      <Match when={part() === 'strategy'}>
        <SettingsScreen
          title="Routing"
          kinds={['routing']}
          lead={<div class="filters">{switcher()}</div>}
          notes={(draft) => <StrategyAdvice draft={draft} />}
        />
      </Match>
      <Match when={part() === 'fallbacks'}>
        <Fallbacks switcher={switcher()} />
      </Match>
      <Match when={part() === 'aliases'}>
        <Aliases switcher={switcher()} />
      </Match>
      <Match when={part() === 'integrity'}>
        <Integrity switcher={switcher()} />
      </Match>
      <Match when={part() === 'reachability'}>
        <Reachability switcher={switcher()} />
      </Match>
    </Switch>
  );
}
