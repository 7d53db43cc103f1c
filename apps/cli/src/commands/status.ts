import { counted } from '@regent/core';
import { stateFolder, supervisorOf } from '@regent/local';
import type { Command } from 'commander';
import { connect, type ConnectionOptions } from '../connection.ts';
import { environment } from '../env.ts';
import { hostLines } from '../host-lines.ts';
import { exitCodes, output } from '../output.ts';
import { remoteCommand } from './remote.ts';

export function registerStatus(root: Command): void {
  remoteCommand(root, 'status', 'What runs, which revision serves, what is staged.').action(run);
}

async function run(options: ConnectionOptions & { json?: boolean }): Promise<void> {
  const local = options.url ? null : await supervisorOf(stateFolder(environment.state())).status();
  const client = await connect(options);
  const [servant, changes] = await Promise.all([client.servant.status.query(), client.change.summary.query()]);
  process.exitCode = servant.state === 'serving' ? exitCodes.ok : exitCodes.error;
  if (options.json) {
    output.json({ services: local?.services ?? null, servant, changes });
    return;
  }
  if (local) {
    output.table(
      ['Service', 'State', 'Pid', 'Restarts', 'Since'],
      local.services.map((service) => [
        service.name,
        service.state,
        String(service.pid ?? '–'),
        String(service.restarts),
        service.since,
      ]),
    );
    output.line();
  }
  const replicas = servant.replicas.filter((replica) => replica.ready).length;
  output.line(
    `Gateway   ${servant.state} at ${servant.endpoint}, ${replicas} of ${servant.replicas.length} workers ready`,
  );
  for (const [name, text] of hostLines(servant.host)) output.line(`${name.padEnd(9)} ${text}`);
  const findings = new Set(servant.replicas.flatMap((replica) => replica.findings));
  for (const finding of findings) output.line(`Finding   ${finding}`);
  output.line(`Revision  ${servant.revision}${servant.drift ? `  drift: ${servant.drift.text}` : ''}`);
  output.line(
    `Staged    ${changes.count === 0 ? 'nothing' : `${counted(changes.count, 'change')} by ${changes.people.join(', ')}`}`,
  );
}
