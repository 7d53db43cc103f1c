import type { Json, PromptMessage } from '@regent/core';

const NAME = /\{\{\s*([A-Za-z_]\w*)\s*\}\}/g;

/**
 * The text with its names filled in as LiteLLM's Jinja does it: values are escaped as for HTML, and what is not given
 * leaves an empty place. Null where the template holds more than `{{ name }}`, or a value has another notation in Python.
 */
export function renderText(content: string, values: ReadonlyMap<string, Json | undefined>): string | null {
  if (/\{[{%#]/.test(content.replaceAll(NAME, ''))) return null;
  let isPlain = true;
  const text = content.replaceAll(NAME, (whole, name: string) => {
    const written = values.has(name) ? pythonText(values.get(name)) : null;
    isPlain &&= written !== null;
    return written ?? whole;
  });
  return isPlain ? text : null;
}

/** Lines that begin with a role begin a message; without one it is the user's. Indentation goes (`_convert_to_messages`). */
export function messagesOf(text: string): PromptMessage[] {
  const messages: { role: PromptMessage['role']; lines: string[] }[] = [];
  for (const line of text
    .trim()
    .split('\n')
    .map((one) => one.trim())) {
    const spoken = /^(?<role>System|User|Assistant):(?<rest>.*)$/.exec(line)?.groups;
    const last = messages.at(-1);
    if (spoken !== undefined) messages.push({ role: roles[spoken.role ?? ''] ?? 'user', lines: [spoken.rest ?? ''] });
    else if (last !== undefined) last.lines.push(line);
    else messages.push({ role: 'user', lines: [line] });
  }
  const read = messages.map(({ role, lines }) => ({
    role,
    content: lines
      .map((line, at) => (at === 0 ? line.trim() : line))
      .join('\n')
      .trim(),
  }));
  // Only an empty end is left out; an empty message before another one is sent.
  return read.at(-1)?.content === '' ? read.slice(0, -1) : read;
}

const roles: Readonly<Record<string, PromptMessage['role']>> = {
  System: 'system',
  User: 'user',
  Assistant: 'assistant',
};

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  "'": '&#39;',
  '"': '&#34;',
};

/** Null for what Python writes in another way than JavaScript. */
function pythonText(value: Json | undefined): string | null {
  if (value === undefined) return '';
  if (typeof value === 'string') return value.replaceAll(/[&<>'"]/g, (sign) => escapes[sign] ?? sign);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value !== 'number') return null;
  const size = Math.abs(value);
  return Number.isSafeInteger(value) || (size >= 1e-4 && size < 1e15) ? String(value) : null;
}
