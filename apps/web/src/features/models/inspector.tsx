import type { ItemView, JsonObject, ModelView } from '@regent/core';
import { useSearchParams } from '@solidjs/router';
import { createMemo, type JSX, Match, Show, Switch } from 'solid-js';
import { AllParameters } from '../../lib/item/all-parameters.tsx';
import { useDraftCheck } from '../../lib/item/check.ts';
import { createDraft } from '../../lib/item/draft.ts';
import { EngineVerdict, ItemNotes } from '../../lib/item/item-notes.tsx';
import { createSaver, removeItem } from '../../lib/item/save.ts';
import { UsedBy } from '../../lib/item/used-by.tsx';
import { useMayEdit } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Inspector } from '../../ui/inspector.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Flag, Tile } from '../../ui/words.tsx';
import { Basics } from './basics.tsx';
import { Health } from './health.tsx';
import { Limits } from './limits.tsx';
import { Prices } from './prices.tsx';
import { undoStaged } from './queries.ts';

const tabs = [
  { value: 'basics', label: 'Basics' },
  { value: 'limits', label: 'Limits' },
  { value: 'prices', label: 'Prices' },
  { value: 'health', label: 'Health' },
  { value: 'all', label: 'All' },
  { value: 'used', label: 'Used by' },
] as const;
type Tab = (typeof tabs)[number]['value'];

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
  const model = createMemo(() => props.models.find(({ key }) => key === props.modelKey));
  return (
    <Show
      when={props.modelKey === 'new' || model()}
      fallback={
        <Show when={props.ready}>
          <Inspector title="Not here" onClose={props.onClose}>
            <EmptyState title="There is no such deployment" text="It may have been removed or renamed." />
          </Inspector>
        </Show>
      }
    >
      <Editor {...props} model={model() ?? null} />
    </Show>
  );
}

function Editor(props: Props & { readonly model: ModelView | null }) {
  const [address, setAddress] = useSearchParams<{ tab?: string; from?: string; group?: string }>();
  const mayEdit = useMayEdit();
  const tab = (): Tab => tabs.find(({ value }) => value === address.tab)?.value ?? 'basics';
  const clone = createMemo(() => (props.modelKey === 'new' ? props.models.find(({ key }) => key === address.from)?.data : undefined));
  const draft = createDraft({
    kind: 'model',
    stashKey: () => `model/${props.modelKey}${address.from ?? ''}`,
    view: () => props.model as ItemView | null,
    initial: () => props.model?.data ?? clone() ?? blank,
  });
  const locked = () => !mayEdit() || props.model?.flag === 'deleted';
  const check = useDraftCheck(draft, () => !locked() && Boolean(draft.get(['litellm_params', 'model'])));
  const saver = createSaver();
  const save = async (baseVersion?: number) => {
    const result = await saver.save(draft, baseVersion === undefined ? {} : { baseVersion });
    if (result?.item && props.modelKey === 'new') props.onOpen(result.item.key);
  };
  const title = () => String(draft.get(['litellm_params', 'model']) || 'New deployment').replace(/^[^/]*\//, '');
  const shown = { draft, models: () => props.models, diagnostics: check.diagnostics, locked };
  const unplaced = () => check.diagnostics().filter(({ item }) => !item || item.pointer === '');
  const canSave = () => draft.dirty() || (props.modelKey === 'new' && clone() !== undefined);
  return (
    <Inspector
      title={title()}
      lead={<Tile name={String(draft.get(['litellm_params', 'model']) ?? '?')} />}
      flag={<Flag flag={props.model?.flag ?? null} />}
      onClose={props.onClose}
      onStep={props.model ? props.onStep : undefined}
      onSave={() => canSave() && void save()}
      tabs={{ options: props.model ? tabs : tabs.slice(0, 5), value: tab(), onChange: (next: Tab) => setAddress({ tab: next === 'basics' ? undefined : next }, { replace: true }) }}
      footer={
        <Footer
          model={props.model}
          locked={locked()}
          dirty={canSave()}
          busy={saver.busy()}
          verdict={<EngineVerdict verdict={check.engine()} />}
          onSave={() => void save()}
          onReset={draft.reset}
          onClone={() => props.model && props.onOpen(`new?from=${encodeURIComponent(props.model.key)}`)}
          onClose={props.onClose}
        />
      }
    >
      <ItemNotes draft={draft} findings={unplaced()} error={saver.error()} conflict={saver.conflict()} onOverwrite={(version) => void save(version)} />
      <Switch>
        <Match when={tab() === 'basics'}>
          <Basics {...shown} />
        </Match>
        <Match when={tab() === 'limits'}>
          <Limits {...shown} />
        </Match>
        <Match when={tab() === 'prices'}>
          <Prices {...shown} />
        </Match>
        <Match when={tab() === 'health'}>
          <Health {...shown} model={props.model} />
        </Match>
        <Match when={tab() === 'all'}>
          <AllParameters draft={draft} diagnostics={check.diagnostics()} maps={[['litellm_params'], ['model_info']]} disabled={locked()} />
        </Match>
        <Match when={tab() === 'used' && props.model}>{(model) => <UsedBy item={{ kind: 'model', key: model().key }} />}</Match>
      </Switch>
    </Inspector>
  );
}

interface FooterProps {
  readonly model: ModelView | null;
  readonly locked: boolean;
  readonly dirty: boolean;
  readonly busy: boolean;
  readonly verdict: JSX.Element;
  readonly onSave: () => void;
  readonly onReset: () => void;
  readonly onClone: () => void;
  readonly onClose: () => void;
}

function Footer(props: FooterProps) {
  return (
    <Show
      when={!props.locked}
      fallback={
        <Show when={props.model?.flag === 'deleted' && props.model}>
          {(model) => (
            <>
              <span class="quiet">Deleted in staging</span>
              <span class="push" />
              <Button onClick={() => void undoStaged(model())}>Undo</Button>
            </>
          )}
        </Show>
      }
    >
      <Show when={props.model}>
        {(model) => (
          <>
            <Button look="danger" onClick={() => void removeItem(model()).then((done) => done && model().flag === 'new' && props.onClose())}>
              Delete
            </Button>
            <Button onClick={() => props.onClone()}>Clone</Button>
          </>
        )}
      </Show>
      <span class="push">{props.verdict}</span>
      <Show when={props.dirty && props.model}>
        <Button look="plain" onClick={() => props.onReset()}>
          Revert
        </Button>
      </Show>
      <Button look="filled" busy={props.busy} disabled={!props.dirty} title="⌘S" onClick={() => props.onSave()}>
        Save
      </Button>
    </Show>
  );
}
