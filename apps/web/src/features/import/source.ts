import type { api } from '../../lib/api.ts';

export type Source = Parameters<typeof api.import.preview.mutate>[0];

/** Files as they were chosen or pasted; the first text is the configuration. */
export interface Files {
  readonly text: string;
  readonly others: readonly { readonly name: string; readonly text: string }[];
}

/** The file with the models is the configuration; the others are what it includes, or lie over it. */
export function arranged(loaded: readonly { readonly name: string; readonly text: string }[]): Files | null {
  const main =
    loaded.find(({ name, text }) => /^model_list\s*:/m.test(text) && /config/i.test(name)) ??
    loaded.find(({ name, text }) => /"providers"\s*:/.test(text) && !name.endsWith('.local.json')) ??
    loaded[0];
  return main === undefined ? null : { text: main.text, others: loaded.filter((file) => file !== main) };
}
