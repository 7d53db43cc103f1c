import type { Item } from '@regent/core';
import { renderConfig } from '@regent/renderer';
import { strToU8, zipSync } from 'fflate';
import { dotenvOf, withEnvReferences } from './env-references.ts';

/**
 * Everything that a plain LiteLLM needs to serve the same configuration without Regent, as one zip: compose file,
 * `config.yaml`, a template of the environment and how to take the database along. Without a secret.
 */
export function ejectArchive(items: readonly Item[]): Uint8Array {
  const { items: plain, variables, byHand } = withEnvReferences(items);
  const { text } = renderConfig([...plain, ...ownSettings]);
  const own = ownVariables.map((name) => `${name}=`).join('\n');
  return zipSync({
    'litellm/config.yaml': strToU8(text),
    'litellm/docker-compose.yml': strToU8(compose),
    'litellm/.env': strToU8(`${own}\n\n${dotenvOf(variables)}`),
    'litellm/README.md': strToU8(readme(byHand)),
  });
}

const ownVariables = ['LITELLM_MASTER_KEY', 'LITELLM_SALT_KEY', 'POSTGRES_PASSWORD'];

/** What Regent says to the engine from outside, and what a plain LiteLLM has to read from its own file. */
const ownSettings: readonly Item[] = [
  { kind: 'security', key: 'eject', data: { general_settings: { master_key: 'os.environ/LITELLM_MASTER_KEY' } } },
  { kind: 'database', key: 'eject', data: { general_settings: { store_model_in_db: false } } },
];

const compose = `services:
  litellm:
    image: \${LITELLM_IMAGE:-ghcr.io/berriai/litellm:main-stable}
    command: ["--config", "/app/config.yaml", "--port", "4000"]
    env_file: .env
    environment:
      DATABASE_URL: postgresql://litellm:\${POSTGRES_PASSWORD:?set it in .env}@postgres:5432/litellm
    volumes:
      - ./config.yaml:/app/config.yaml:ro
    ports:
      - "\${GATEWAY_BIND:-127.0.0.1}:\${GATEWAY_PORT:-4000}:4000"
    depends_on:
      postgres:
        condition: service_healthy
    restart: unless-stopped
  postgres:
    image: \${POSTGRES_IMAGE:-postgres:17.7-bookworm}
    environment:
      POSTGRES_USER: litellm
      POSTGRES_DB: litellm
      POSTGRES_PASSWORD: \${POSTGRES_PASSWORD:?set it in .env}
    volumes:
      - postgres:/var/lib/postgresql/data
    healthcheck:
      test: ["CMD-SHELL", "pg_isready -U litellm -d litellm"]
      interval: 5s
      retries: 20
    restart: unless-stopped
volumes:
  postgres: {}
`;

function readme(byHand: readonly string[]): string {
  const lines = [
    '# LiteLLM without Regent',
    '',
    'The configuration that was applied, for a plain LiteLLM.',
    '',
    '1. Fill in `.env` and make it readable for its owner only (`chmod 600 .env`). It holds no secret yet: Regent never gives',
    '   one out. `LITELLM_SALT_KEY` must be the one that the gateway ran with, else stored keys cannot be opened;',
    '   `LITELLM_MASTER_KEY` may be a new one. Both stand in `secrets.json` of a local Regent, or in the `.env` of its stack.',
    '2. Virtual keys, users, teams, budgets and spend are in LiteLLM’s database. To keep them, start Postgres and copy it:',
    '',
    '       docker compose up -d postgres',
    '       pg_dump --no-owner "$OLD_DATABASE_URL" | docker compose exec -T postgres psql -U litellm litellm',
    '',
    '3. `docker compose up -d`, then `curl http://127.0.0.1:4000/health/readiness`. `GATEWAY_BIND=0.0.0.0` in `.env` lets other',
    '   machines in.',
    '',
    '`config.yaml` reads its secrets from the environment (`os.environ/NAME`). Comments above each line of `.env` say what uses it.',
  ];
  const manual = [
    '',
    '## To be written in by hand',
    '',
    'LiteLLM reads no references in entries of lists. Put the value itself into `config.yaml` at:',
    '',
    ...byHand.map((place) => `- ${place}`),
  ];
  return `${[...lines, ...(byHand.length === 0 ? [] : manual)].join('\n')}\n`;
}
