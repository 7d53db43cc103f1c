import { pgSchema } from 'drizzle-orm/pg-core';

/** Everything of ours lives here, in Regent's own database, never in LiteLLM's. */
export const regent = pgSchema('regent');
