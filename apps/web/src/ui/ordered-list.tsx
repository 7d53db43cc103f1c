import { createSignal, For } from 'solid-js';
import { IconButton } from './button.tsx';
import { Combobox, type Option } from './combobox.tsx';

/** Texts whose order matters, tried from the top. A line is dragged, or moved by its buttons or Alt with ↑ ↓. */
export function OrderedList(props: {
  readonly label: string;
  readonly values: readonly string[];
  readonly options: readonly Option[];
  readonly onValues: (values: readonly string[]) => void;
  readonly placeholder?: string;
}) {
  const move = (from: number, to: number) => {
    const next = [...props.values];
    const [value] = next.splice(from, 1);
    if (value !== undefined) next.splice(to, 0, value);
    props.onValues(next);
  };
  const [dragged, setDragged] = createSignal<number | null>(null);
  const [over, setOver] = createSignal<number | null>(null);
  const drop = (to: number) => {
    const from = dragged();
    setDragged(null);
    setOver(null);
    if (from !== null && from !== to) move(from, to);
  };
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }, at: number) => {
    const to = event.key === 'ArrowUp' ? at - 1 : event.key === 'ArrowDown' ? at + 1 : -1;
    if (!event.altKey || to < 0 || to >= props.values.length) return;
    event.preventDefault();
    const list = event.currentTarget.parentElement;
    move(at, to);
    list?.querySelectorAll<HTMLElement>('[data-line]')[to]?.focus();
  };
  return (
    <ol class="ordered" aria-label={props.label}>
      <For each={props.values}>
        {(value, index) => (
          <li
            data-line
            tabIndex={0}
            draggable="true"
            class={over() === index() && dragged() !== index() ? 'over' : ''}
            onKeyDown={(event) => onKeyDown(event, index())}
            onDragStart={() => setDragged(index())}
            onDragEnd={() => setDragged(null)}
            onDragOver={(event) => {
              if (dragged() === null) return;
              event.preventDefault();
              setOver(index());
            }}
            onDrop={(event) => {
              event.preventDefault();
              drop(index());
            }}
          >
            <span class="num">{index() + 1}</span>
            <span class="clip">{value}</span>
            <span class="push" />
            <IconButton
              small
              icon="up"
              label={`Move ${value} up`}
              disabled={index() === 0}
              onClick={() => move(index(), index() - 1)}
            />
            <IconButton
              small
              icon="down"
              label={`Move ${value} down`}
              disabled={index() === props.values.length - 1}
              onClick={() => move(index(), index() + 1)}
            />
            <IconButton
              small
              icon="x"
              label={`Remove ${value}`}
              onClick={() => props.onValues(props.values.filter((_, at) => at !== index()))}
            />
          </li>
        )}
      </For>
      <li>
        <span class="num">{props.values.length + 1}</span>
        <div class="grow">
          <Combobox
            free
            value=""
            label={`Add to ${props.label}`}
            placeholder={props.placeholder ?? 'Add…'}
            options={props.options.filter((option) => !props.values.includes(option.value))}
            onValue={(value) => value && props.onValues([...props.values, value])}
          />
        </div>
      </li>
    </ol>
  );
}
