import { startPlainLiteLlm } from '../rig/plain-litellm.ts';
import { treeMemoryMib } from './process-memory.ts';

export interface ColdStart {
  readonly config: string;
  readonly workers: number;
  /** With a database LiteLLM takes longer to start, as it does under Regent. */
  readonly databaseUrl?: string;
}

/** LiteLLM as its own command line starts it: milliseconds to the first healthy answer, and its memory then. */
export async function coldStart({ config, workers, databaseUrl }: ColdStart): Promise<{ ms: number; mib: number }> {
  const environment = {
    LITELLM_MASTER_KEY: 'sk-bench-0123456789',
    LITELLM_SALT_KEY: 'sk-bench-salt',
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
  };
  const litellm = await startPlainLiteLlm({ config, environment, workers });
  try {
    return { ms: litellm.startMs, mib: treeMemoryMib(litellm.pid) };
  } finally {
    await litellm.stop();
  }
}
