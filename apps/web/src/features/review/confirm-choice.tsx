import { api } from '../../lib/api.ts';
import { useQuery } from '../../lib/query.ts';
import { Select } from '../../ui/field.tsx';
import { createEffect, on } from 'solid-js';

const choices = [
  { value: '', label: 'Without confirmation' },
  { value: '60', label: 'Take back after 1 min' },
  { value: '120', label: 'Take back after 2 min' },
  { value: '600', label: 'Take back after 10 min' },
  { value: '3600', label: 'Take back after 1 h' },
] as const;

/** Whether this Apply comes back by itself unless somebody keeps it, and after which time; the habit is a setting. */
export function ConfirmChoice(props: {
  readonly seconds: number | null;
  readonly onSeconds: (seconds: number | null) => void;
}) {
  const settings = useQuery(() => api.setting.get.options());
  const habit = () => (settings.isSuccess ? settings.data.confirmSeconds : null);
  createEffect(on(habit, (seconds) => seconds !== null && props.onSeconds(seconds)));
  const options = () => {
    const seconds = habit();
    const known = seconds === null || choices.some(({ value }) => value === String(seconds));
    return known ? choices : [...choices, { value: String(seconds), label: `Take back after ${seconds} s` }];
  };
  return (
    <span class="confirm-choice">
      <Select
        label="Confirmation"
        value={String(props.seconds ?? '')}
        options={options()}
        onValue={(value) => props.onSeconds(value === '' ? null : Number(value))}
      />
    </span>
  );
}
