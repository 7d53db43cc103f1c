import { Secret } from '@regent/core';
import { z } from 'zod';
import type { ContainerChoice } from '@regent/servant/docker';
import { areNetworks } from './http/client-address.ts';

const optional = z
  .string()
  .optional()
  .transform((value) => value || null);
const secret = z
  .string()
  .optional()
  .transform((value) => (value ? new Secret(value) : null));
const url = z
  .url()
  .optional()
  .transform((value) => (value ? new URL(value) : null));
const list = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ''),
  );

const Environment = z.object({
  DATABASE_URL: z.string().min(1),
  /** 32 bytes in base64. While the key is being replaced: the new one, a comma, the old one. */
  REGENT_VAULT_KEY: list.pipe(z.array(z.string()).min(1)),
  REGENT_PORT: z.coerce.number().int().min(0).max(65_535).default(8081),
  REGENT_HOST: z.string().default('127.0.0.1'),
  REGENT_ARTIFACTS: z.string().min(1),
  /** What runs the engine: the launcher as a process of this host, or in a container. */
  REGENT_SERVANT: z.enum(['process', 'docker']).default('process'),
  /** Of the container: its name, or `PROJECT/SERVICE` of Compose. */
  REGENT_SERVANT_CONTAINER: z.string().default('regent-litellm').transform(toContainer),
  /** For an unmodified LiteLLM container: its `config.yaml`, as Regent sees it. Without it the container runs the launcher. */
  REGENT_SERVANT_CONFIG: optional,
  /** The engine's socket, or the gate before it. */
  DOCKER_HOST: z.string().default('unix:///var/run/docker.sock'),
  REGENT_LAUNCHER_SOCKET: z.string().min(1),
  REGENT_ENGINE_URL: z.url().default('http://127.0.0.1:4000'),
  /** Of the launcher as a process; that of a container is asked from its engine. */
  REGENT_ENGINE_LOG: z.string().default(''),
  /** Where people reach the gateway, when that is another address than Regent's. */
  REGENT_GATEWAY_URL: z.url().optional(),
  REGENT_ENGINE_WORKERS: z.coerce.number().int().min(1).max(64).default(1),
  REGENT_ENGINE_FOLDER: optional,
  REGENT_PROGRESS_FILE: optional,
  REGENT_WEB: optional,
  REGENT_PUBLIC_URL: url,
  /** Addresses or networks (`10.0.0.0/8`) of reverse proxies whose `X-Forwarded-For` is believed. */
  REGENT_TRUSTED_PROXIES: list.refine(areNetworks, 'expected addresses or networks, separated by commas'),
  REGENT_DEMO_PROVIDER_URL: optional,
  REGENT_LOCAL_TOKEN: secret,
  REGENT_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  LITELLM_MASTER_KEY: secret,
  LITELLM_DATABASE_URL: optional,
  CONFIG_PATH: optional,
  /** Only for chaos tests: the step of an Apply (`before-commit`, `begun-write`, `after-write`) at which the process kills itself. */
  REGENT_CHAOS_STOP_AT: optional,
});

export type Environment = z.infer<typeof Environment>;

/** @throws with one line per variable that is missing or wrong. */
export function readEnvironment(): Environment {
  const parsed = Environment.safeParse(process.env);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`Regent cannot start; its environment is wrong:\n${lines.join('\n')}`);
}

function toContainer(text: string): ContainerChoice {
  const [project, service] = text.split('/');
  return project && service ? { project, service } : { name: text };
}
