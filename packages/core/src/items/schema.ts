import { z } from 'zod';
import { isSingleton, type EntryKind, type ItemKind } from '../item.ts';
import type { Json, JsonObject } from '../json.ts';
import { type Location, toPath } from '../pointer.ts';
import { fallbackKeys, fallbackSections } from '../ownership/settings/fallback.ts';
import { foreignLocations } from './foreign.ts';

const json: z.ZodType<unknown> = z.json();
const text = z.string().min(1);
const loose = z.looseObject({});
const open = z.record(z.string(), json);

const regent = z.strictObject({ enabled: z.boolean().optional(), notes: z.string().optional() });

const entrySchemas: Record<EntryKind, z.ZodType> = {
  model: z.looseObject({
    model_name: text,
    litellm_params: z.looseObject({ model: json }),
    model_info: open.optional(),
    $regent: regent.optional(),
  }),
  credential: z.looseObject({ credential_name: text, credential_values: open, credential_info: open }),
  alias: z.strictObject({ name: text, target: z.union([text, loose]) }),
  fallback: z
    .strictObject({
      section: z.enum(fallbackSections),
      class: z.enum(Object.keys(fallbackKeys) as [keyof typeof fallbackKeys]),
      source: text.optional(),
      targets: z.array(z.union([text, loose])),
    })
    .refine((data) => (data.class === 'default') === (data.source === undefined), {
      path: ['source'],
      message: 'A default fallback has no source; every other one has.',
    }),
  guardrail: z.looseObject({ guardrail_name: text, litellm_params: open }),
  search_tool: z.looseObject({ search_tool_name: text, litellm_params: open.optional() }),
  mcp_server: z.strictObject({ name: text, server: open }),
  vector_store: z.looseObject({ vector_store_name: text, litellm_params: open }),
  prompt: z.looseObject({ prompt_id: text, litellm_params: open }),
  agent: z.looseObject({ agent_name: text }),
  pass_through_endpoint: z.looseObject({ path: text }),
  env_var: z.strictObject({ name: text, value: json, target: z.enum(['process', 'file']) }),
};

/**
 * The shape that item data must have so that it can be stored and rendered. Loose: unknown keys are kept, and what the
 * engine would make of a value is the renderer's business. A singleton may only hold keys that it owns.
 */
export function itemSchema(kind: ItemKind): z.ZodType<JsonObject> {
  const schema = isSingleton(kind) ? singletonSchema(kind) : entrySchemas[kind];
  return schema as z.ZodType<JsonObject>;
}

/** One thing that keeps item data from being stored: where it is, and a sentence for people. */
interface ShapeProblem {
  readonly location: Location;
  readonly message: string;
}

/** What {@link itemSchema} has against the data, in the order of its fields; empty when it can be stored. */
export function shapeProblems(kind: ItemKind, data: JsonObject): readonly ShapeProblem[] {
  const parsed = itemSchema(kind).safeParse(data);
  return (parsed.error?.issues ?? []).map(({ path, message }) => {
    const location = path as Location;
    return { location, message: isBlank(data, location) ? 'This is needed.' : message };
  });
}

function isBlank(data: JsonObject, location: Location): boolean {
  const value = location.reduce<Json | undefined>(
    (at, key) => (at instanceof Object ? (at as Readonly<Record<string, Json>>)[key] : undefined),
    data,
  );
  return value === undefined || value === '';
}

function singletonSchema(kind: ItemKind): z.ZodType {
  return open.superRefine((data, context) => {
    for (const { location, owner } of foreignLocations(kind, data as JsonObject)) {
      context.addIssue({
        code: 'custom',
        path: [...location],
        message: `${toPath(location)} belongs to ${owner ?? 'passthrough'}.`,
        params: { owner },
      });
    }
  });
}
