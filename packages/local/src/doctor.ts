import { stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { type StateFolder, stateFolder } from './state-folder.ts';
import { supervisorOf } from './supervisor/client.ts';
import { serviceNames } from './up/services.ts';
import { answers } from './up/wait.ts';

/** One look at one thing: what was seen, and what to do when it is bad. A look that failed is `unknown`, never good. */
export interface DoctorCheck {
  readonly name: string;
  readonly state: 'good' | 'bad' | 'unknown';
  readonly evidence: string;
  readonly remedy?: string;
}

const FREE_BYTES_MIN = 1024 ** 3;
const RESTARTS_MAX = 5;

/** Looks at a local installation; changes nothing. */
export async function diagnose(root: string, url: string): Promise<DoctorCheck[]> {
  const state = stateFolder(root);
  if (!(await exists(state.root))) {
    return [
      {
        name: 'installation',
        state: 'bad',
        evidence: `${state.root} does not exist`,
        remedy: 'Start one with `./regent up`.',
      },
    ];
  }
  const checks = [folderModes, secretsMode, diskSpace, services, artifact];
  const results = await Promise.all(checks.map((check) => guarded(check, state)));
  return [...results.flat(), await reachable(url)];
}

async function guarded(
  check: (state: StateFolder) => Promise<DoctorCheck[]>,
  state: StateFolder,
): Promise<DoctorCheck[]> {
  try {
    return await check(state);
  } catch (error) {
    return [{ name: check.name, state: 'unknown', evidence: `could not look: ${(error as Error).message}` }];
  }
}

async function folderModes(state: StateFolder): Promise<DoctorCheck[]> {
  const open: string[] = [];
  for (const folder of [state.servant, state.artifacts, state.run, state.logs]) {
    if ((await stat(folder)).mode & 0o077) open.push(folder);
  }
  if (open.length === 0) return [{ name: 'folders', state: 'good', evidence: 'only their owner enters them' }];
  return [
    {
      name: 'folders',
      state: 'bad',
      evidence: `others can enter ${open.join(', ')}`,
      remedy: `chmod 700 ${open.join(' ')}`,
    },
  ];
}

async function secretsMode(state: StateFolder): Promise<DoctorCheck[]> {
  const mode = (await stat(state.secretsFile)).mode & 0o777;
  if (mode === 0o600) return [{ name: 'secrets', state: 'good', evidence: 'file has mode 0600' }];
  return [
    {
      name: 'secrets',
      state: 'bad',
      evidence: `file has mode 0${mode.toString(8)}`,
      remedy: `chmod 600 ${state.secretsFile}`,
    },
  ];
}

async function diskSpace(state: StateFolder): Promise<DoctorCheck[]> {
  const { bavail, bsize } = await statfs(state.root);
  const free = bavail * bsize;
  const evidence = `${(free / 1024 ** 3).toFixed(1)} GiB free`;
  if (free >= FREE_BYTES_MIN) return [{ name: 'disk', state: 'good', evidence }];
  return [
    { name: 'disk', state: 'bad', evidence, remedy: 'Free at least 1 GiB: an Apply cannot write on a full disk.' },
  ];
}

async function services(state: StateFolder): Promise<DoctorCheck[]> {
  const status = await supervisorOf(state).status();
  if (!status)
    return [
      {
        name: 'supervisor',
        state: 'bad',
        evidence: 'does not run',
        remedy: '`./regent up` starts it; it adopts what still runs.',
      },
    ];
  const names = [serviceNames.postgres, serviceNames.regent, serviceNames.gateway];
  return names.map((name): DoctorCheck => {
    const service = status.services.find((candidate) => candidate.name === name);
    if (!service) return { name, state: 'bad', evidence: 'is not kept running', remedy: '`./regent up` starts it.' };
    const evidence = `${service.state}, pid ${service.pid ?? '–'}, ${service.restarts} restarts, last exit ${service.lastExit ?? 'none'}`;
    const good = service.state === 'running' && service.restarts < RESTARTS_MAX;
    return good
      ? { name, state: 'good', evidence }
      : { name, state: 'bad', evidence, remedy: `See ${join(state.logs, `${name}.log`)}.` };
  });
}

async function artifact(state: StateFolder): Promise<DoctorCheck[]> {
  const file = join(state.artifacts, 'current', 'config.yaml');
  if (!(await exists(file))) {
    return [
      {
        name: 'configuration',
        state: 'bad',
        evidence: `${file} is missing`,
        remedy: 'Regent writes it at its start; see its log.',
      },
    ];
  }
  const mode = (await stat(file)).mode & 0o777;
  if (mode === 0o600) return [{ name: 'configuration', state: 'good', evidence: 'present, mode 0600' }];
  return [
    {
      name: 'configuration',
      state: 'bad',
      evidence: `mode 0${mode.toString(8)}: it holds secrets`,
      remedy: `chmod 600 ${file}`,
    },
  ];
}

async function reachable(url: string): Promise<DoctorCheck> {
  if (await answers(`${url}/healthz`)) return { name: 'web admin', state: 'good', evidence: `answers at ${url}` };
  return {
    name: 'web admin',
    state: 'bad',
    evidence: `does not answer at ${url}`,
    remedy: '`./regent up`, then its log.',
  };
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
