import type { ModelView } from '@regent/core';
import { Show } from 'solid-js';
import { formatCompact, formatPricePerMillion, plural } from '../../lib/format.ts';
import { FindingMark } from '../../lib/item/findings.tsx';
import { PresenceMark } from '../../lib/presence.tsx';
import { Button } from '../../ui/button.tsx';
import { Check, Switch } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Flag, Status, Tile } from '../../ui/words.tsx';
import {
  credentialOf,
  groupHealth,
  healthOf,
  limitOf,
  type ModelGroup,
  modeOf,
  publicName,
  upstream,
} from './grouping.ts';
import type { DeploymentLine, GroupLine } from './lines.ts';
import type { ListProps } from './list.tsx';
import { setEnabled, undoStaged } from './queries.ts';

interface RowProps<Shown> {
  /** The list's own props: passed on as one, because a row is made in every frame of a scroll. */
  readonly list: ListProps;
  readonly line: Shown;
  readonly rowIndex: number;
}

/** The head of a group of several deployments. */
export function GroupRow(props: RowProps<GroupLine>) {
  const group = () => props.line.group;
  const open = () => props.list.expanded.has(group().name);
  const keys = () => group().deployments.map(({ key }) => key);
  const chosen = () => keys().filter((key) => props.list.selected?.has(key)).length;
  const health = () => groupHealth(group());
  return (
    <tr
      class="groups"
      data-row
      tabIndex={0}
      aria-rowindex={props.rowIndex}
      aria-level={1}
      aria-expanded={open()}
      onClick={() => props.list.onToggle(group().name)}
    >
      <Show when={props.list.selected}>
        <td class="pick">
          <Check
            label={`Select ${group().name}`}
            on={chosen() === keys().length}
            mixed={chosen() > 0 && chosen() < keys().length}
            onChange={(on) => props.list.onSelect(keys(), on)}
          />
        </td>
      </Show>
      <td class="grow">
        <span class="line">
          <Icon name="right" class="disclose" />
          <strong class="name clip">{group().name}</strong>
          <span class="quiet">{group().deployments.length}</span>
          <Show when={!open()}>
            <Flag flag={group().deployments.find(({ flag }) => flag)?.flag ?? null} />
            <FindingMark items={group().deployments} of={props.list.findings} />
            <PresenceMark items={group().deployments} />
          </Show>
        </span>
        <span class="sub under clip">{plural(group().deployments.length, 'deployment')}</span>
      </td>
      <td class="p3" />
      <td class="p3" />
      <td class="num p2">{formatPricePerMillion(cheapest(group(), 'inputCostPerToken'))}</td>
      <td class="num p2">{formatPricePerMillion(cheapest(group(), 'outputCostPerToken'))}</td>
      <td class="last">
        <Status state={health().state}>{health().word}</Status>
      </td>
      <td class="p2" />
    </tr>
  );
}

function cheapest(group: ModelGroup, side: 'inputCostPerToken' | 'outputCostPerToken'): number | null {
  const known = group.deployments.flatMap(({ price }) => (typeof price?.[side] === 'number' ? [price[side]] : []));
  return known.length === 0 ? null : Math.min(...known);
}

/** One deployment: below its group, or alone under its public name. */
export function DeploymentRow(props: RowProps<DeploymentLine>) {
  const model = () => props.line.model;
  const child = () => props.line.type === 'child';
  return (
    <tr
      data-row
      tabIndex={0}
      class={`${model().flag ?? ''} ${child() ? 'child' : ''}`}
      aria-rowindex={props.rowIndex}
      aria-level={child() ? 2 : 1}
      aria-selected={props.list.openKey === model().key}
      onClick={() => props.list.onOpen(model().key)}
    >
      <Show when={props.list.selected}>
        {(selected) => (
          <td class="pick">
            <Check
              label={`Select ${model().name}`}
              on={selected().has(model().key)}
              onChange={(on) => props.list.onSelect([model().key], on)}
            />
          </td>
        )}
      </Show>
      <NameCell model={model()} child={child()} list={props.list} />
      <td class="p3 quiet">{credentialOf(model()) ?? ''}</td>
      <td class="num p3">{limitText(model())}</td>
      <td class="num p2" title={priceSource(model())}>
        {formatPricePerMillion(model().price?.inputCostPerToken)}
      </td>
      <td class="num p2">{formatPricePerMillion(model().price?.outputCostPerToken)}</td>
      <td class="last">
        <Status state={healthOf(model()).state} title={model().health.text ?? undefined}>
          <span class="clip">{healthOf(model()).word}</span>
        </Status>
      </td>
      <td class="num p2" onClick={(event) => event.stopPropagation()}>
        <Show
          when={model().flag === 'deleted'}
          fallback={
            <Switch
              label={`${upstream(model())} enabled`}
              on={model().enabled}
              disabled={!props.list.mayEdit}
              onChange={(on) => void setEnabled(model(), on)}
            />
          }
        >
          <Button look="plain" small class="to-edge" onClick={() => void undoStaged(model())}>
            Undo
          </Button>
        </Show>
      </td>
    </tr>
  );
}

function NameCell(props: { readonly model: ModelView; readonly child: boolean; readonly list: ListProps }) {
  return (
    <td class="grow">
      <span class="line">
        <Show
          when={props.child}
          fallback={
            <>
              <span class="disclose-space" />
              <strong class="name clip">{publicName(props.model)}</strong>
              <span class="quiet clip p3">{upstream(props.model)}</span>
            </>
          }
        >
          <Tile name={props.model.provider ?? upstream(props.model)} />
          <span class="name clip">{upstream(props.model)}</span>
        </Show>
        <Show when={modeOf(props.model) !== 'chat'}>
          <span class="badge p2">{modeOf(props.model).replaceAll('_', ' ')}</span>
        </Show>
        <Flag flag={props.model.flag} />
        <FindingMark items={[props.model]} of={props.list.findings} />
        <PresenceMark items={[props.model]} />
      </span>
      <span class="sub under clip">{props.child ? pricesText(props.model) : upstream(props.model)}</span>
    </td>
  );
}

function limitText(model: ModelView): string {
  const limit = limitOf(model);
  return limit === null ? '' : `${formatCompact(limit.value)} ${limit.unit}`;
}

function pricesText({ price }: ModelView): string {
  return `${formatPricePerMillion(price?.inputCostPerToken)} / ${formatPricePerMillion(price?.outputCostPerToken)}`;
}

function priceSource({ price }: ModelView): string {
  if (price === null) return 'Price not known';
  return `From the ${price.from === 'item' ? 'deployment itself' : 'engine’s catalog'}`;
}
