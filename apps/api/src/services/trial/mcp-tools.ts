import type { JsonObject, McpTool } from '@regent/core';
import { z } from 'zod';

const Schema: z.ZodType<JsonObject> = z.record(z.string(), z.json());

/** Tools as the protocol and LiteLLM's REST answer list them. A schema that is no JSON object is left out. */
export const McpTools = z.array(
  z
    .looseObject({ name: z.string(), description: z.string().nullish(), inputSchema: Schema.nullish().catch(null) })
    .transform(
      ({ name, description, inputSchema }): McpTool => ({
        name,
        description: description ?? '',
        schema: inputSchema ?? null,
      }),
    ),
);
