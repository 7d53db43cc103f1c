import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type ComposeInstallation, composeInstallation } from './rig/compose.ts';

/** What Compose makes of the overlay for Traefik. Traefik itself is in no package index of the tests. */
interface Resolved {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly name?: string; readonly external?: unknown }>>;
}
interface Service {
  readonly labels?: Readonly<Record<string, string>>;
  readonly networks: Readonly<Record<string, unknown>> | readonly string[];
  readonly mem_limit?: string | number;
  readonly environment?: Readonly<Record<string, string>>;
}

let installation: ComposeInstallation;
let resolved: Resolved;

beforeAll(async () => {
  installation = await composeInstallation({
    ...{ project: 'regent-exposed', overlay: 'compose.expose.yml' },
    settings: () => ({
      ...{ REGENT_DOMAIN: 'regent.example', API_DOMAIN: 'api.example', REGENT_TRUSTED_PROXIES: '172.20.0.2' },
    }),
  });
  resolved = parse(await installation.compose('config')) as Resolved; // Compose's own answer
});
afterAll(() => installation?.remove());

const networksOf = ({ networks }: Service) => (Array.isArray(networks) ? networks : Object.keys(networks)).toSorted();
const label = (service: string, name: string) => resolved.services[service]?.labels?.[name];

test('only Regent and the gateway are in the network of Traefik, and keep their own', () => {
  const exposed = Object.entries(resolved.services).filter(([, service]) => networksOf(service).includes('edge'));
  expect(exposed.map(([name]) => name).toSorted()).toEqual(['litellm', 'regent']);
  expect(networksOf(resolved.services.litellm as Service)).toEqual(['data', 'edge', 'front']);
  expect(networksOf(resolved.services.regent as Service)).toEqual(['data', 'edge', 'front', 'gate']);
  expect(resolved.networks.edge).toMatchObject({ name: 'web' });
});

test('each has its own domain, TLS, a limit of requests and its port', () => {
  for (const [service, router, host, port] of [
    ['litellm', 'gateway', 'api.example', '4000'],
    ['regent', 'regent', 'regent.example', '8081'],
  ] as const) {
    const of = (name: string) => label(service, `traefik.http.routers.${router}.${name}`);
    expect(of('rule')).toBe(`Host(\`${host}\`)`);
    expect(of('tls')).toBe('true');
    expect(of('middlewares')).toBe(`${router}-limit`);
    expect(Number(label(service, `traefik.http.middlewares.${router}-limit.ratelimit.average`))).toBeGreaterThan(0);
    expect(label(service, `traefik.http.services.${router}.loadbalancer.server.port`)).toBe(port);
    expect(label(service, 'traefik.docker.network')).toBe('web');
  }
});

test('Regent knows its public address and believes that proxy alone, and no limit of memory is lost', () => {
  expect(resolved.services.regent?.environment).toMatchObject({
    ...{ REGENT_PUBLIC_URL: 'https://regent.example', REGENT_GATEWAY_URL: 'https://api.example' },
    REGENT_TRUSTED_PROXIES: '172.20.0.2',
  });
  for (const name of ['postgres', 'cache', 'litellm', 'regent', 'gate'])
    expect(resolved.services[name]?.mem_limit, name).toBeDefined();
});
