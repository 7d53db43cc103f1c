import type { ModelView } from '@regent/core';
import { Show } from 'solid-js';
import { formatCompact, formatPricePerMillion, plural } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { Check, Switch } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Flag, Status, Tile } from '../../ui/words.tsx';
import { credentialOf, groupHealth, healthOf, limitOf, type ModelGroup, modeOf, upstream } from './grouping.ts';
import type { ListProps } from './list.tsx';
import { setEnabled, undoStaged } from './queries.ts';

interface RowPlace {
  /** Place among all rows, also those that are not rendered; the header is the first. */
  readonly rowIndex: number;
}

/** The head of a group of several deployments. */
export function GroupRow(props: ListProps & RowPlace & { readonly group: ModelGroup }) {
  const open = () => props.expanded.has(props.group.name);
  const keys = () => props.group.deployments.map(({ key }) => key);
  const chosen = () => keys().filter((key) => props.selected?.has(key)).length;
  const health = () => groupHealth(props.group);
  const cheapest = (side: 'inputCostPerToken' | 'outputCostPerToken') => {
    const known = props.group.deployments.flatMap(({ price }) =>
      typeof price?.[side] === 'number' ? [price[side]] : [],
    );
    return known.length === 0 ? null : Math.min(...known);
  };
  return (
    <tr
      class="groups"
      data-row
      tabIndex={0}
      aria-rowindex={props.rowIndex}
      aria-level={1}
      aria-expanded={open()}
      onClick={() => props.onToggle(props.group.name)}
    >
      <Show when={props.selected}>
        <td class="pick">
          <Check
            label={`Select ${props.group.name}`}
            on={chosen() === keys().length}
            mixed={chosen() > 0 && chosen() < keys().length}
            onChange={(on) => props.onSelect(keys(), on)}
          />
        </td>
      </Show>
      <td class="grow">
        <span class="line">
          <Icon name="right" class="disclose" />
          <strong class="name clip">{props.group.name}</strong>
          <span class="quiet">{props.group.deployments.length}</span>
          <Show when={!open()}>
            <Flag flag={props.group.deployments.find(({ flag }) => flag)?.flag ?? null} />
          </Show>
        </span>
        <span class="sub under clip">{plural(props.group.deployments.length, 'deployment')}</span>
      </td>
      <td class="p3" />
      <td class="p3" />
      <td class="num p2">{formatPricePerMillion(cheapest('inputCostPerToken'))}</td>
      <td class="num p2">{formatPricePerMillion(cheapest('outputCostPerToken'))}</td>
      <td class="last">
        <Status state={health().state}>{health().word}</Status>
      </td>
      <td class="p2" />
    </tr>
  );
}

/** One deployment: below its group, or alone under its public name. */
export function DeploymentRow(
  props: ListProps &
    RowPlace & { readonly model: ModelView; readonly title?: string | undefined; readonly child?: boolean },
) {
  const health = () => healthOf(props.model);
  const limit = () => limitOf(props.model);
  const mode = () => modeOf(props.model);
  return (
    <tr
      data-row
      tabIndex={0}
      class={props.model.flag ?? ''}
      classList={{ child: props.child ?? false }}
      aria-rowindex={props.rowIndex}
      aria-level={props.child ? 2 : 1}
      aria-selected={props.openKey === props.model.key}
      onClick={() => props.onOpen(props.model.key)}
    >
      <Show when={props.selected}>
        {(selected) => (
          <td class="pick">
            <Check
              label={`Select ${props.model.name}`}
              on={selected().has(props.model.key)}
              onChange={(on) => props.onSelect([props.model.key], on)}
            />
          </td>
        )}
      </Show>
      <td class="grow">
        <span class="line">
          <Show when={props.title} fallback={<Tile name={props.model.provider ?? upstream(props.model)} />}>
            <span class="disclose-space" />
          </Show>
          <Show when={props.title} fallback={<span class="name clip">{upstream(props.model)}</span>}>
            <strong class="name clip">{props.title}</strong>
            <span class="quiet clip p3">{upstream(props.model)}</span>
          </Show>
          <Show when={mode() !== 'chat'}>
            <span class="badge p2">{mode().replaceAll('_', ' ')}</span>
          </Show>
          <Flag flag={props.model.flag} />
        </span>
        <span class="sub under clip">
          {props.title
            ? upstream(props.model)
            : `${formatPricePerMillion(props.model.price?.inputCostPerToken)} / ${formatPricePerMillion(props.model.price?.outputCostPerToken)}`}
        </span>
      </td>
      <td class="p3 quiet">{credentialOf(props.model) ?? ''}</td>
      <td class="num p3">
        <Show when={limit()}>
          {(known) => (
            <>
              {formatCompact(known().value)} {known().unit}
            </>
          )}
        </Show>
      </td>
      <td
        class="num p2"
        title={
          props.model.price
            ? `From the ${props.model.price.from === 'item' ? 'deployment itself' : 'engine’s catalog'}`
            : 'Price not known'
        }
      >
        {formatPricePerMillion(props.model.price?.inputCostPerToken)}
      </td>
      <td class="num p2">{formatPricePerMillion(props.model.price?.outputCostPerToken)}</td>
      <td class="last">
        <Status state={health().state} title={props.model.health.text ?? undefined}>
          <span class="clip">{health().word}</span>
        </Status>
      </td>
      <td class="num p2" onClick={(event) => event.stopPropagation()}>
        <Show
          when={props.model.flag === 'deleted'}
          fallback={
            <Switch
              label={`${upstream(props.model)} enabled`}
              on={props.model.enabled}
              disabled={!props.mayEdit}
              onChange={(on) => void setEnabled(props.model, on)}
            />
          }
        >
          <Button look="plain" small class="to-edge" onClick={() => void undoStaged(props.model)}>
            Undo
          </Button>
        </Show>
      </td>
    </tr>
  );
}
