import { For } from 'solid-js';
import { IconButton } from './button.tsx';
import { Combobox, type Option } from './combobox.tsx';

/** Texts whose order matters, tried from the top. Buttons move a line; every step works by keyboard. */
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
  return (
    <ol class="ordered" aria-label={props.label}>
      <For each={props.values}>
        {(value, index) => (
          <li>
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
