import type { JsonObject, ModelView } from '@regent/core';
import { useSearchParams } from '@solidjs/router';
import { createMemo, Match, Show, Switch } from 'solid-js';
import { AllParameters } from '../../lib/item/all-parameters.tsx';
import { ItemInspector } from '../../lib/item/item-inspector.tsx';
import { UsedBy } from '../../lib/item/used-by.tsx';
import { Inspector } from '../../ui/inspector.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Tile } from '../../ui/words.tsx';
import { Basics } from './basics.tsx';
import { Health } from './health.tsx';
import { Access, Limits } from './limits.tsx';
import { Prices } from './prices.tsx';

const tabs = [
  { value: 'basics', label: 'Basics' },
  { value: 'limits', label: 'Limits' },
  { value: 'access', label: 'Access' },
  { value: 'prices', label: 'Prices' },
  { value: 'health', label: 'Health' },
  { value: 'all', label: 'All' },
  { value: 'used', label: 'Used by' },
] as const;
type Tab = (typeof tabs)[number]['value'];

const MODEL = ['litellm_params', 'model'];
const blank: JsonObject = { model_name: '', litellm_params: { model: '' } };

interface Props {
  /** `new` makes one. */
  readonly modelKey: string;
  readonly models: readonly ModelView[];
  readonly ready: boolean;
  readonly onClose: () => void;
  readonly onOpen: (key: string) => void;
  readonly onStep: (step: 1 | -1) => void;
}

/** Edits one deployment. Every key survives; opening and saving unchanged sends nothing. */
export default function ModelInspector(props: Props) {
  const [address, setAddress] = useSearchParams<{ tab?: string; from?: string }>();
  const tab = (): Tab => tabs.find(({ value }) => value === address.tab)?.value ?? 'basics';
  const model = createMemo(() => props.models.find(({ key }) => key === props.modelKey));
  const origin = createMemo(() =>
    props.modelKey === 'new' ? props.models.find(({ key }) => key === address.from) : undefined,
  );
  return (
    <Show
      when={props.modelKey === 'new' || model()}
      fallback={
        <Show when={props.ready}>
          <Inspector title="Not here" onClose={props.onClose}>
            <EmptyState title="There is no such deployment" text="It may have been removed." />
          </Inspector>
        </Show>
      }
    >
      <ItemInspector
        kind="model"
        view={model() ?? null}
        blank={origin()?.data ?? blank}
        filled={origin() !== undefined}
        stashKey={address.from ?? ''}
        ready={(draft) => Boolean(draft.get(MODEL))}
        title={(draft) => draft.text(MODEL).replace(/^[^/]*\//, '') || 'New deployment'}
        lead={(draft) => <Tile name={(draft.text(MODEL) || '?').replace(/\/.*/, '')} />}
        tabs={{
          options: model() ? tabs : tabs.slice(0, -1),
          value: tab(),
          onChange: (next) => setAddress({ tab: next === 'basics' ? undefined : next }, { replace: true }),
        }}
        onClose={props.onClose}
        onCreated={props.onOpen}
        onStep={props.onStep}
        onClone={() => props.onOpen(`new?from=${encodeURIComponent(props.modelKey)}`)}
      >
        {(section) => (
          <Switch>
            <Match when={tab() === 'basics'}>
              <Basics {...section} models={() => props.models} />
            </Match>
            <Match when={tab() === 'limits'}>
              <Limits {...section} />
            </Match>
            <Match when={tab() === 'access'}>
              <Access {...section} />
            </Match>
            <Match when={tab() === 'prices'}>
              <Prices {...section} />
            </Match>
            <Match when={tab() === 'health'}>
              <Health {...section} model={model() ?? null} />
            </Match>
            <Match when={tab() === 'all'}>
              <AllParameters
                draft={section.draft}
                diagnostics={section.diagnostics()}
                maps={[['litellm_params'], ['model_info']]}
                disabled={section.locked()}
              />
            </Match>
            <Match when={tab() === 'used' && model()}>
              {(known) => <UsedBy item={{ kind: 'model', key: known().key }} />}
            </Match>
          </Switch>
        )}
      </ItemInspector>
    </Show>
  );
}
