import { fileURLToPath } from 'node:url';
import { type InstalledEngine, installEngine } from '../engine/install.ts';
import { chosenEngineFolder } from './env.ts';

const FOLDER = fileURLToPath(new URL('../../../../.regent/test-engine', import.meta.url));

/** The real engine, installed once and shared by all tests of this checkout. */
export function testEngine(): Promise<InstalledEngine> {
  return installEngine({ folder: chosenEngineFolder() ?? FOLDER });
}
