import { withStateLock } from '../lock.ts';
import { makeStateFolder } from '../state-folder.ts';
import { supervisorOf } from '../supervisor/client.ts';
import { serviceNames } from './services.ts';

/** In this order nothing loses what it depends on while it still works. */
const STOP_ORDER = [serviceNames.regent, serviceNames.gateway, serviceNames.demo, serviceNames.postgres];

/** Stops everything that `up` started, or only the named services; data stays. Harmless when nothing runs. */
export async function down(
  root: string,
  report: (name: string) => void = () => {},
  only?: readonly string[],
): Promise<void> {
  const state = await makeStateFolder(root);
  await withStateLock(state, async () => {
    const supervisor = supervisorOf(state);
    await supervisor.ensure(); // also when it was killed: it adopts what still runs
    const running = (await supervisor.status())?.services.map((service) => service.name) ?? [];
    for (const name of STOP_ORDER.filter(
      (candidate) => running.includes(candidate) && (only?.includes(candidate) ?? true),
    )) {
      report(name);
      await supervisor.stop(name);
    }
    if (!only) await supervisor.leave();
  });
}
