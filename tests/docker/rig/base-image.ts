import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from './program.ts';

export const BASE_IMAGE = 'regent-test/base';

const PACKAGES = [
  ...['base-files', 'base-passwd', 'dash', 'coreutils', 'findutils', 'sed', 'grep', 'libc-bin', 'libc-l10n', 'netbase'],
  ...['ca-certificates', 'libstdc++6', 'libatomic1', 'python3', 'python3-pip'],
  ...['postgresql-15', 'redis-server', 'redis-tools', 'haproxy'],
];
const SCRIPT = join(import.meta.dirname, 'finish-base.sh');
const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

/** Changes when the base has to be made anew. */
export async function baseRecipe(): Promise<string> {
  const hash = createHash('sha256').update(PACKAGES.join()).update(process.version);
  return hash
    .update(await readFile(SCRIPT))
    .digest('hex')
    .slice(0, 16);
}

/** A Debian root with everything that the images of the tests need, unpacked in seconds and imported. */
export async function importBase(env: Readonly<Record<string, string>>, recipe: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'regent-base-'));
  const root = join(folder, 'root');
  try {
    // Packages are unpacked, not configured: no maintainer script runs.
    const how = ['--quiet', '--mode=root', '--variant=extract', '--aptopt=APT::Install-Recommends "false"'];
    await run('mmdebstrap', [...how, `--include=${PACKAGES.join()}`, 'bookworm', root]);
    const npm = dirname(dirname((await run('readlink', ['-f', (await run('which', ['npm'])).trim()])).trim()));
    await run('sh', [SCRIPT, root, process.execPath, npm]);
    const archive = join(folder, 'root.tar');
    await run('tar', ['-C', root, '--numeric-owner', '-cf', archive, '.']);
    const changes = [
      'ENV PATH=/usr/local/bin:/usr/lib/postgresql/15/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      ...['SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS', 'PIP_CERT'].map((name) => `ENV ${name}=${CERTIFICATES}`),
      `LABEL recipe=${recipe}`,
      'CMD ["sh"]',
    ];
    await run('docker', ['import', ...changes.flatMap((change) => ['--change', change]), archive, BASE_IMAGE], { env });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
