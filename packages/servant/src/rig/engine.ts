import { fileURLToPath } from 'node:url';
import { type InstalledEngine, installEngine } from '../engine/install.ts';

const FOLDER = process.env.REGENT_TEST_ENGINE ?? fileURLToPath(new URL('../../../../.regent/test-engine', import.meta.url));

/** The real engine, installed once and shared by all tests of this checkout. */
export function testEngine(): Promise<InstalledEngine> {
  return installEngine({ folder: FOLDER });
}
