import { delimiter } from 'node:path';

/** The only place of this package that reads the process environment. */
export interface HostEnvironment {
  readonly path: readonly string[];
  readonly home: string | undefined;
  /** An interpreter that the operator chose; else one is looked for. */
  readonly python: string | undefined;
  /** A native query engine that the operator has; else the one of this package runs. */
  readonly nativeQueryEngine: string | undefined;
  /** A mirror of PyPI, by uv's own variable, else pip's. */
  readonly packageIndex: string | null;
  /** Names that programs on this host need in order to reach certificates, proxies, locale and temporary files. */
  readonly passedOn: Readonly<Record<string, string>>;
}

const PASSED_ON = [
  'HOME', 'USER', 'LOGNAME', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR',
  'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy',
  'SSL_CERT_FILE', 'SSL_CERT_DIR', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE', 'NODE_EXTRA_CA_CERTS',
]; // biome-ignore format: one line for each purpose

/** Names for the tools that install; the engine itself never sees them. */
const PASSED_ON_TO_INSTALLERS = /^(PIP_|UV_)/;

export function hostEnvironment(): HostEnvironment {
  return {
    path: (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== ''),
    home: process.env.HOME,
    python: process.env.REGENT_PYTHON,
    nativeQueryEngine: process.env.PRISMA_QUERY_ENGINE_BINARY,
    packageIndex: process.env.UV_DEFAULT_INDEX ?? process.env.PIP_INDEX_URL ?? null,
    passedOn: select((name) => PASSED_ON.includes(name)),
  };
}

/** What pip and uv need: the host's names and their own settings (an index mirror, certificates). */
export function installerEnvironment(): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    ...select((name) => PASSED_ON.includes(name) || PASSED_ON_TO_INSTALLERS.test(name)),
  };
}

function select(wanted: (name: string) => boolean): Record<string, string> {
  const entries = Object.entries(process.env).filter(([name, value]) => value !== undefined && wanted(name));
  return Object.fromEntries(entries) as Record<string, string>;
}
