import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** Requests that go on while things are killed: new and kept connections in turns. */
export interface Traffic {
  readonly asked: number;
  readonly failures: readonly string[];
  stop(): Promise<void>;
}

export interface TrafficOptions {
  readonly gatewayUrl: string;
  readonly key: string;
  readonly model: string;
  readonly perSecond: number;
}

export function startTraffic({ gatewayUrl, key, model, perSecond }: TrafficOptions): Traffic {
  const kept = new Agent({ keepAlive: true, maxSockets: 8 });
  const failures: string[] = [];
  const running = new Set<Promise<void>>();
  let asked = 0;
  let stopped = false;
  const ask = async (number: number) => {
    try {
      const status = await chat({ gatewayUrl, key, model, ...(number % 2 === 0 ? { agent: kept } : {}) });
      if (status !== 200) failures.push(`request ${number}: ${status}`);
    } catch (error) {
      failures.push(`request ${number}: ${(error as Error).message}`);
    }
  };
  const loop = (async () => {
    while (!stopped) {
      const one = ask(asked++).finally(() => running.delete(one));
      running.add(one);
      await sleep(1_000 / perSecond);
    }
  })();
  return {
    get asked() {
      return asked;
    },
    failures,
    stop: async () => {
      stopped = true;
      await loop;
      await Promise.all(running);
      kept.destroy();
    },
  };
}

function chat(options: { gatewayUrl: string; key: string; model: string; agent?: Agent }): Promise<number> {
  const body = JSON.stringify({ model: options.model, messages: [{ role: 'user', content: 'hello' }] });
  return new Promise((resolve, reject) => {
    const call = request(
      `${options.gatewayUrl}/v1/chat/completions`,
      {
        method: 'POST',
        agent: options.agent ?? false,
        timeout: 15_000,
        headers: {
          authorization: `Bearer ${options.key}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
        response.on('error', reject);
      },
    );
    call.on('timeout', () => call.destroy(new Error('no answer in 15 s')));
    call.on('error', reject);
    call.end(body);
  });
}
