import { For, Show } from 'solid-js';
import type { Draft } from '../../lib/item/draft.ts';
import { Icon } from '../../ui/icon.tsx';

interface Advice {
  readonly does: string;
  /** What it costs, and when it disappoints. */
  readonly but: string;
  /** The arguments that it reads. */
  readonly reads: readonly string[];
}

const DEFAULT = 'simple-shuffle';

/** Honest advice for each strategy of the engine; one that we do not know gets none. */
const advice: Readonly<Record<string, Advice>> = {
  'simple-shuffle': {
    does: 'Picks by chance, in proportion to weight, rpm or tpm. Needs nothing else and adds no delay: right for most.',
    but: 'It does not look at load or speed; give slow deployments a small weight.',
    reads: [],
  },
  'least-busy': {
    does: 'Picks the deployment with the fewest requests under way.',
    but: 'Each worker counts its own requests only; over several workers the picture is blurred.',
    reads: [],
  },
  'latency-based-routing': {
    does: 'Picks the one that was fastest lately.',
    but: 'All traffic runs to one deployment until it slows down; a buffer of 0.2 or more spreads it.',
    reads: ['ttl', 'lowest_latency_buffer', 'max_latency_list_size'],
  },
  'cost-based-routing': {
    does: 'Picks the cheapest deployment that is not cooling down.',
    but: 'It knows only prices that the catalog or the deployment gives; speed does not count.',
    reads: [],
  },
  'usage-based-routing-v2': {
    does: 'Picks the one with the fewest tokens in this minute and keeps to tpm and rpm.',
    but: 'Asks Redis in every request; LiteLLM itself advises against it in production.',
    reads: ['ttl', 'rpm_limit', 'tpm_limit'],
  },
  'usage-based-routing': {
    does: 'The first form of usage-based routing.',
    but: 'Replaced by usage-based-routing-v2, which counts correctly over several workers.',
    reads: ['ttl'],
  },
  'provider-budget-routing': {
    does: 'Leaves out providers whose budget is used up.',
    but: 'Without provider budgets it does nothing; they need Redis to be shared between workers.',
    reads: [],
  },
};

/** What the chosen strategy does, what it costs, and which of its arguments count. */
export function StrategyAdvice(props: { readonly draft: Draft }) {
  const name = () => props.draft.text(['router_settings', 'routing_strategy']) || DEFAULT;
  const chosen = () => advice[name()];
  const unread = () =>
    Object.keys((props.draft.get(['router_settings', 'routing_strategy_args']) as object | undefined) ?? {}).filter(
      (key) => !chosen()?.reads.includes(key),
    );
  const lacksBudgets = () =>
    name() === 'provider-budget-routing' &&
    props.draft.get(['router_settings', 'provider_budget_config']) === undefined;
  return (
    <Show when={chosen()}>
      {(one) => (
        <section class="banner" aria-label="About this strategy">
          <Icon name="info" />
          <div>
            <strong>{name()}.</strong> {one().does} <span class="quiet">{one().but}</span>
            <Show when={lacksBudgets()}>
              <p class="quiet">No provider has a budget yet.</p>
            </Show>
            <For each={unread()}>
              {(key) => (
                <p class="quiet">
                  It does not read <code>{key}</code>.
                </p>
              )}
            </For>
          </div>
        </section>
      )}
    </Show>
  );
}
