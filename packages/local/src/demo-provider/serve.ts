import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { demoProvider } from './app.ts';
import type { DemoSwitches } from './switches.ts';

export interface RunningDemoProvider {
  /** `http://127.0.0.1:PORT/v1`. */
  readonly baseUrl: string;
  stop(): Promise<void>;
}

/** Serves the demo provider, on loopback unless another host is named; port 0 takes a free one. */
export function serveDemoProvider(
  port = 0,
  switches: Partial<DemoSwitches> = {},
  hostname = '127.0.0.1',
): Promise<RunningDemoProvider> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: demoProvider(switches).fetch, port, hostname }, (info: AddressInfo) => {
      resolve({
        baseUrl: `http://${hostname}:${info.port}/v1`,
        stop: () =>
          new Promise((done) => {
            server.close(() => done());
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      });
    });
    server.on('error', reject);
  });
}
