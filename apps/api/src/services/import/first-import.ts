import { chmod, copyFile, constants, readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { collectIncludes } from '@regent/renderer';
import { type App, systemCtx } from '../../app-context.ts';
import { planDigest } from '../apply/plan.ts';
import { startRollout } from '../apply/start.ts';
import { diagnosticsOf } from '../config/validate.ts';
import { readState } from '../item/state.ts';
import { stageImport } from './stage.ts';

/**
 * Takes an existing `config.yaml` over at the first start. Files that it includes are taken in. The original is kept beside it as `….before-regent`; without
 * errors it is applied as revision 1 through the normal run, with errors it is only staged.
 */
export async function importAtFirstStart(app: App, path: string): Promise<void> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) {
    app.log.info({ path }, 'there is no configuration to take over');
    return;
  }
  await keepOriginal(path);
  const ctx = systemCtx(app, 'first import');
  const files = await collectIncludes(text, (name) => readFile(resolve(dirname(path), name), 'utf8').catch(() => null));
  const { staged } = await stageImport(ctx, { from: 'file', text, files, format: 'yaml' });
  const state = await readState(app.db);
  const errors = (await diagnosticsOf(app, state.effective)).filter((one) => one.severity === 'error').length;
  app.log.info({ path, staged, errors }, 'an existing configuration was imported');
  if (errors > 0 || staged === 0) return;
  await startRollout(ctx, { plan: planDigest(state), reason: `Import of ${path}` });
}

/**
 * The copy is for its owner only, whoever may read the original: it holds the same secrets and is soon forgotten. Where
 * the folder cannot be written, Regent cannot touch the original either.
 */
async function keepOriginal(path: string): Promise<void> {
  const copy = `${path}.before-regent`;
  try {
    await copyFile(path, copy, constants.COPYFILE_EXCL);
    await chmod(copy, 0o600);
  } catch (error) {
    if (!['EEXIST', 'EROFS', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error; // fs throws these
  }
}
