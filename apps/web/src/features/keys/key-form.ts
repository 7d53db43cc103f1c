import { equalJson, type VirtualKeyView } from '@regent/core';

interface TextField {
  readonly name:
    | 'alias'
    | 'maxBudget'
    | 'budgetDuration'
    | 'rpmLimit'
    | 'tpmLimit'
    | 'maxParallelRequests'
    | 'duration';
  readonly type: 'text' | 'number';
  readonly label: string;
  readonly unit?: string;
  readonly note?: string;
}

/** What the Inspector lets people change, beside the models. */
export const nameField: TextField = { name: 'alias', type: 'text', label: 'Name' };
export const limitFields: readonly TextField[] = [
  { name: 'maxBudget', type: 'number', label: 'Budget', unit: '$', note: 'Blank is no budget' },
  { name: 'budgetDuration', type: 'text', label: 'Every', note: '1d, 7d, 30d; blank is once' },
  { name: 'rpmLimit', type: 'number', label: 'Requests', unit: 'per minute' },
  { name: 'tpmLimit', type: 'number', label: 'Tokens', unit: 'per minute' },
  { name: 'maxParallelRequests', type: 'number', label: 'Parallel', unit: 'at once' },
];
/** Always blank at first: LiteLLM takes it as a span from now on. */
export const expiryField: TextField = {
  name: 'duration',
  type: 'text',
  label: 'Expire in',
  note: '30d, 24h or never; blank leaves it as it is',
};

/** What is typed: texts, because a half-typed number is none. */
export type KeyForm = Readonly<Record<TextField['name'], string>> & { readonly models: readonly string[] };

export function formOfKey(key: VirtualKeyView): KeyForm {
  const text = (value: number | string | null) => (value === null ? '' : String(value));
  return {
    alias: text(key.alias),
    models: key.models,
    maxBudget: text(key.maxBudget),
    budgetDuration: text(key.budgetDuration),
    rpmLimit: text(key.rpmLimit),
    tpmLimit: text(key.tpmLimit),
    maxParallelRequests: text(key.maxParallelRequests),
    duration: '',
  };
}

/** Only what was touched is sent; a cleared field clears the limit. Null where a number is none. */
export function changesOf(form: KeyForm, before: KeyForm): Record<string, unknown> | null {
  const changes: Record<string, unknown> = equalJson([...form.models], [...before.models])
    ? {}
    : { models: [...form.models] };
  for (const { name, type } of [nameField, ...limitFields, expiryField]) {
    const text = form[name].trim();
    if (text === before[name].trim()) continue;
    const value = valueOf(type, name === 'duration' && text === 'never' ? '' : text);
    if (Number.isNaN(value)) return null;
    changes[name] = value;
  }
  return changes;
}

/** What a typed text stands for; NaN where a number is none. */
function valueOf(type: TextField['type'], text: string): string | number | null {
  if (text === '') return null;
  return type === 'number' ? Number(text.replaceAll(',', '')) : text;
}

/** The form on top of a key that somebody else has changed meanwhile: what was typed stays, everything else is the key's. */
export function rebased(form: KeyForm, before: KeyForm, now: KeyForm): KeyForm {
  const pick = <Name extends keyof KeyForm>(name: Name): KeyForm[Name] =>
    JSON.stringify(form[name]) === JSON.stringify(before[name]) ? now[name] : form[name];
  return {
    alias: pick('alias'),
    models: pick('models'),
    maxBudget: pick('maxBudget'),
    budgetDuration: pick('budgetDuration'),
    rpmLimit: pick('rpmLimit'),
    tpmLimit: pick('tpmLimit'),
    maxParallelRequests: pick('maxParallelRequests'),
    duration: pick('duration'),
  };
}
