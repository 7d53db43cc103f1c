import { isJsonObject, type Json, type Location, type RenderedLine, type RenderedView, toPointer } from '@regent/core';
import { type RenderedConfig, renderConfig } from '@regent/renderer';
import type { Ctx } from '../../app-context.ts';
import { readState } from '../item/state.ts';

/** The file as it would be after Apply, with the item behind every line. Redacted. */
export async function renderedView(ctx: Ctx): Promise<RenderedView> {
  const state = await readState(ctx.db);
  const rendered = renderConfig(state.effective, { redact: true });
  return {
    text: rendered.text,
    lines: linesOf(rendered),
    applied: renderConfig(state.applied, { redact: true }).text,
    drift: (await ctx.watch.look()).drift,
  };
}

/** What is applied, as a file for people: without stamp and without secrets. */
export async function downloadRendered(ctx: Ctx): Promise<{ text: string }> {
  const state = await readState(ctx.db);
  return { text: renderConfig(state.applied, { redact: true }).text };
}

function linesOf({ document, sourceMap }: RenderedConfig): RenderedLine[] {
  const lines = new Map<number, RenderedLine>();
  const walk = (value: Json, location: Location): void => {
    const line = sourceMap.lineOf(location);
    // The outermost value that begins on a line is the one that the line shows.
    if (location.length > 0 && !lines.has(line)) {
      const source = sourceMap.sourceOf(location);
      const item = source === undefined ? null : { kind: source.kind, key: source.key };
      lines.set(line, { line, item, pointer: toPointer(location) });
    }
    if (Array.isArray(value)) for (const [index, entry] of value.entries()) walk(entry, [...location, index]);
    else if (isJsonObject(value)) for (const [key, entry] of Object.entries(value)) walk(entry, [...location, key]);
  };
  walk(document, []);
  return [...lines.values()].sort((a, b) => a.line - b.line);
}
