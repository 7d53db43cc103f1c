import type { Json } from '@regent/core';

/** Any value as text to edit: bare text stays bare, everything else is JSON. */
export function jsonToText(value: Json | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string' && readBare(value) === value) return value;
  return JSON.stringify(value, null, 2);
}

/** Reads what {@link jsonToText} wrote, and what people type: `3`, `true`, `null`, `{…}`, or bare text. Blank is absent. */
export function textToJson(
  text: string,
): { readonly ok: true; readonly value: Json | undefined } | { readonly ok: false } {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: true, value: undefined };
  try {
    return { ok: true, value: JSON.parse(trimmed) as Json };
  } catch {
    return /^[[{"]/.test(trimmed) ? { ok: false } : { ok: true, value: text };
  }
}

function readBare(text: string): Json | undefined {
  const read = textToJson(text);
  return read.ok ? read.value : undefined;
}
