import { prepareEnvironment } from '../env.ts';
import { prepareDatabases } from './databases.ts';
import { prepareSchema } from './schema.ts';

/** `main.ts databases` or `main.ts schema`: what a container does once before others start. Idempotent. */
const [what] = process.argv.slice(2);
const say = (text: string) => process.stdout.write(`${text}\n`);
try {
  if (what === 'databases') await prepareDatabases(prepareEnvironment(), say);
  else if (what === 'schema') await prepareSchema(prepareEnvironment(), say);
  else throw new Error('usage: main.ts databases|schema');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
