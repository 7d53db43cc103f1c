import { chmod, mkdir, readdir, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { type Answer, Request } from './protocol.ts';
import { Service } from './service.ts';

/**
 * The supervisor: keeps Postgres, the engine's launcher and Regent running, whoever else dies. It depends on nothing but
 * Node, holds no secret of its own and listens only on the unix socket named on its command line.
 */
const LINE_BYTES_MAX = 1024 * 1024;
const services = new Map<string, Service>();

async function main(socketPath: string): Promise<void> {
  const folder = dirname(socketPath);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (await answers(socketPath)) throw new Error(`Another supervisor answers on ${socketPath}.`);
  await rm(socketPath, { force: true });
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.service.json'))) {
    services.set(file.slice(0, -'.service.json'.length), await Service.adopt(folder, file));
  }
  const server = createServer((peer) => converse(peer, folder));
  server.listen(socketPath, () => void chmod(socketPath, 0o600));
  process.on('SIGTERM', () => process.exit(0)); // the programs are detached and run on
  process.on('SIGINT', () => undefined);
  process.on('SIGHUP', () => undefined);
}

function converse(peer: Socket, folder: string): void {
  let received = '';
  peer.on('error', () => peer.destroy());
  peer.on('data', (chunk) => {
    received += chunk;
    if (received.length > LINE_BYTES_MAX) return peer.destroy();
    const lines = received.split('\n');
    received = lines.pop() ?? '';
    for (const line of lines) void respond(line, folder).then((answer) => peer.write(`${JSON.stringify(answer)}\n`));
    return undefined;
  });
}

async function respond(line: string, folder: string): Promise<Answer> {
  try {
    const request = Request.parse(JSON.parse(line));
    await act(request, folder);
    return { ok: true, pid: process.pid, services: [...services.values()].map((service) => service.status()) };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}

async function act(request: Request, folder: string): Promise<void> {
  switch (request.do) {
    case 'status':
      return;
    case 'keep': {
      const service = services.get(request.service.name) ?? new Service(folder, request.service);
      services.set(request.service.name, service);
      return service.keep(request.service);
    }
    case 'stop':
      await services.get(request.name)?.stop();
      services.delete(request.name);
      return;
    case 'leave':
      setImmediate(() => process.exit(0));
      return;
  }
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path, () => {
      probe.destroy();
      resolve(true);
    });
    probe.on('error', () => resolve(false));
  });
}

const socketPath = process.argv[2];
if (!socketPath) throw new Error('usage: supervisor SOCKET');
await main(socketPath);
