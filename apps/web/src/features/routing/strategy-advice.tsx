import { Show } from 'solid-js';
import type { Draft } from '../../lib/item/draft.ts';
import { Icon } from '../../ui/icon.tsx';

interface Advice {
  readonly does: string;
  /** What it costs, and when it disappoints. */
  readonly but: string;
}

const DEFAULT = 'simple-shuffle';

/** Honest advice for each strategy of the engine; one that we do not know gets none. */
const advice: Readonly<Record<string, Advice>> = {
  'simple-shuffle': {
    does: 'Picks by chance, in proportion to weight, rpm or tpm. Needs nothing else and adds no delay: right for most.',
    but: 'It does not look at load or speed; give slow deployments a small weight.',
  },
  'least-busy': {
    does: 'Picks the deployment with the fewest requests under way.',
    but: 'Each worker counts its own requests only; over several workers the picture is blurred.',
  },
  'latency-based-routing': {
    does: 'Picks the one that was fastest lately.',
    but: 'All traffic runs to one deployment until it slows down; a buffer of 0.2 or more spreads it.',
  },
  'cost-based-routing': {
    does: 'Picks the cheapest deployment that is not cooling down.',
    but: 'It knows only prices that the catalog or the deployment gives; speed does not count.',
  },
  'usage-based-routing-v2': {
    does: 'Picks the one with the fewest tokens in this minute and keeps to tpm and rpm.',
    but: 'Asks Redis in every request; LiteLLM itself advises against it in production.',
  },
  'usage-based-routing': {
    does: 'The first form of usage-based routing.',
    but: 'Replaced by usage-based-routing-v2, which counts correctly over several workers.',
  },
  lar1: {
    does: 'Picks by model_info.type of a deployment and by how sure an agent says it is, in the metadata of its request.',
    but: 'Without that metadata a request counts as half sure; without a deployment of its type the first one answers.',
  },
  'provider-budget-routing': {
    does: 'Leaves out providers whose budget is used up.',
    but: 'Without provider budgets it does nothing; they need Redis to be shared between workers.',
  },
};

/** What the chosen strategy does, and what it costs. */
export function StrategyAdvice(props: { readonly draft: Draft }) {
  const name = () => props.draft.text(['router_settings', 'routing_strategy']) || DEFAULT;
  const chosen = () => advice[name()];
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
          </div>
        </section>
      )}
    </Show>
  );
}
