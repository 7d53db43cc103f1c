import { join } from 'node:path';
import { installEngine } from '../../packages/servant/src/index.ts';

/** Where the tests keep their LiteLLM: one installation for all tiers and later runs. */
const testEngineFolder = (): string =>
  process.env.REGENT_TEST_ENGINE ?? join(import.meta.dirname, '../../.regent/test-engine');

/** Installs the engine for the tests, saying each step; instant when it is there. */
export async function ensureEngine(): Promise<void> {
  await installEngine({ folder: testEngineFolder(), onProgress: ({ text }) => console.log(`  ${text}`) });
}
