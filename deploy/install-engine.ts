import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { installEngine } from '../packages/servant/src/engine/install.ts';

/** Installs LiteLLM at the locked versions below a folder, with `current` as its steady name. */
const [folder = '/opt/engine'] = process.argv.slice(2);
const engine = await installEngine({ folder, onProgress: ({ text }) => process.stdout.write(`${text}\n`) });
await symlink(engine.folder, join(folder, 'current'));
await rm(join(folder, 'uv'), { recursive: true, force: true });
