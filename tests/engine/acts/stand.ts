import { setTimeout as sleep } from 'node:timers/promises';
import type { RegentClient } from '@regent/client';
import { type EntryKind, isSingleton, type ItemKind, type JsonObject, type RunView, SINGLETON_KEY } from '@regent/core';
import { applyStaged } from '../../rig/apply.ts';
import { startInstallation, type TestInstallation } from '../../rig/installation.ts';
import { NEW_CONNECTION } from '../../rig/new-connection.ts';

/** What a test stages: an entry is added, a singleton replaced. */
export interface Wish {
  readonly kind: ItemKind;
  readonly data: JsonObject;
}

/** One answer of the gateway, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text as JSON; an empty object when it is none. */
  readonly body: Record<string, never>;
}

interface Asked {
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
}

/** A running installation as seen from outside: items go in through Regent's API, effects are read from the gateway. */
export interface Stand {
  readonly installation: TestInstallation;
  readonly client: RegentClient;
  readonly providerUrl: string;
  /** Stages without applying. */
  stage(wishes: readonly Wish[]): Promise<void>;
  /** Stages that every item of this kind goes away; with a name, the one of that name. */
  remove(kind: ItemKind, name?: string): Promise<void>;
  /** Stages, applies what is staged, and fails unless the engine serves it. */
  apply(wishes: readonly Wish[]): Promise<RunView>;
  /** Asks the gateway on a new connection; the master key unless another is given. */
  ask(path: string, body?: unknown, asked?: Asked): Promise<Answer>;
  chat(model: string, more?: Readonly<Record<string, unknown>>, asked?: Asked): Promise<Answer>;
  /** Text of the upstream model that answered, for example `demo-echo`; the status when none did. */
  answeredBy(model: string, more?: Readonly<Record<string, unknown>>, asked?: Asked): Promise<string | number>;
  /** A virtual key, made through LiteLLM's admin API. */
  key(fields?: Readonly<Record<string, unknown>>): Promise<string>;
  readonly upstream: Upstream;
  stop(): Promise<void>;
}

/** The demo provider behind the gateway. */
interface Upstream {
  /** Requests that this upstream model got since the test file began. */
  count(model: string): Promise<number>;
  /** The newest request for this upstream model. */
  last(model: string): Promise<{ headers: Record<string, string>; body: Record<string, unknown> }>;
  /** Replaces the switches of all models. */
  switch(models: Readonly<Record<string, object>>): Promise<void>;
}

export async function startStand(): Promise<Stand> {
  return standOn(await startInstallation());
}

/** The same on an installation that somebody else started. */
function standOn(installation: TestInstallation): Stand {
  const { client, gatewayUrl, providerUrl, secrets } = installation;
  const ask = gatewayAsker(gatewayUrl, secrets.masterKey);
  const chat: Stand['chat'] = (model, more, asked) =>
    ask('/v1/chat/completions', { model, messages: [{ role: 'user', content: 'hello' }], ...more }, asked);
  const stage = (wishes: readonly Wish[]) => stageWishes(client, wishes);
  return {
    installation,
    client,
    providerUrl,
    stage,
    remove: async (kind, name) => {
      for (const item of await client.item.list.query({ kind })) {
        if (name !== undefined && item.name !== name) continue;
        await client.item.remove.mutate({ kind, key: item.key, baseVersion: item.version });
      }
    },
    apply: async (wishes) => {
      await stage(wishes);
      const run = await applyStaged(client);
      if (run.outcome !== 'live') throw new Error(`Not live: ${JSON.stringify(run, null, 2)}`);
      return run;
    },
    ask,
    chat,
    answeredBy: async (...args) => {
      const { status, text } = await chat(...args);
      return /(demo-[\w-]+) here\./.exec(text)?.[1] ?? status;
    },
    key: async (fields = {}) => {
      const made = await ask('/key/generate', fields);
      if (made.status !== 200) throw new Error(`No key: ${made.status} ${made.text}`);
      return String(made.body.key);
    },
    upstream: upstreamAt(providerUrl),
    stop: () => installation.stop(),
  };
}

/** Asks a gateway on a new connection, as its administrator unless another key is given. */
export function gatewayAsker(gatewayUrl: string, masterKey: string): Stand['ask'] {
  return async (path, body, { key = masterKey, headers, method } = {}) => {
    const response = await fetch(`${gatewayUrl}${path}`, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(key === '' ? {} : { authorization: `Bearer ${key}` }),
        'content-type': 'application/json',
        ...NEW_CONNECTION,
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parsed(text) };
  };
}

async function stageWishes(client: RegentClient, wishes: readonly Wish[]): Promise<void> {
  if (wishes.length === 0) return;
  const items = await client.item.list.query({});
  await client.item.saveMany.mutate({
    items: wishes.map(({ kind, data }) => {
      if (!isSingleton(kind)) return { kind, data, baseVersion: 0 };
      const version = items.find((item) => item.kind === kind)?.version ?? 0;
      return { kind, key: SINGLETON_KEY, data, baseVersion: version };
    }),
  });
}

function upstreamAt(providerUrl: string): Upstream {
  const view = async (model: string) => {
    const response = await fetch(new URL(`/requests?model=${encodeURIComponent(model)}`, providerUrl));
    return (await response.json()) as {
      byModel: Record<string, number>;
      latest: { headers: Record<string, string>; body: Record<string, unknown> }[];
    };
  };
  return {
    count: async (model) => (await view(model)).byModel[model] ?? 0,
    last: async (model) => {
      const last = (await view(model)).latest.at(-1);
      if (!last) throw new Error(`${model} was never asked.`);
      return last;
    },
    switch: async (models) => {
      await fetch(new URL('/control', providerUrl), { method: 'POST', body: JSON.stringify({ models }) });
    },
  };
}

/** A deployment of the demo provider; `upstream` names itself in its answers. */
export function model(
  stand: Pick<Stand, 'providerUrl'>,
  name: string,
  upstream: string,
  params: JsonObject = {},
  info?: JsonObject,
): Wish {
  return {
    kind: 'model',
    data: {
      model_name: name,
      litellm_params: { model: `openai/${upstream}`, api_base: stand.providerUrl, api_key: 'none', ...params },
      ...(info ? { model_info: info } : {}),
    },
  };
}

export const entry = (kind: EntryKind, data: JsonObject): Wish => ({ kind, data });

/** Looks until it is good; the last look when the time is over. */
export async function until<T>(look: () => Promise<T>, good: (value: T) => boolean, timeoutMs = 20_000): Promise<T> {
  for (const deadline = Date.now() + timeoutMs; ; await sleep(100)) {
    const value = await look();
    if (good(value) || Date.now() > deadline) return value;
  }
}

function parsed(text: string): Answer['body'] {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
