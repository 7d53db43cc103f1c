/** Versions of LiteLLM that this package installs, runs and refuses. */
export const supportedEngines = {
  /** The version of `requirements.lock`. */
  locked: '1.104.0',
  /** Below, a virtual key could inject SQL (fixed in 1.83.7). */
  from: '1.83.7',
  before: '2.0.0',
  /** Releases that must never run, with the reason. */
  refused: {
    '1.82.7': 'this release was compromised and steals credentials',
    '1.82.8': 'this release was compromised and steals credentials',
  },
} as const;

/** Why an engine of this version must not be used, or null when it may. */
export function engineRefusal(version: string): string | null {
  const { refused, from, before } = supportedEngines;
  if (Object.hasOwn(refused, version)) return `LiteLLM ${version}: ${refused[version as keyof typeof refused]}.`;
  const parts = versionParts(version);
  if (parts === null) return `"${version}" is not a version of LiteLLM.`;
  if (comparesBelow(parts, versionParts(from) ?? []) || !comparesBelow(parts, versionParts(before) ?? [])) {
    return `LiteLLM ${version} is outside the supported range (from ${from}, below ${before}).`;
  }
  return null;
}

function versionParts(version: string): number[] | null {
  const found = /^(\d+)\.(\d+)\.(\d+)/.exec(version);
  return found ? found.slice(1).map(Number) : null;
}

function comparesBelow(a: readonly number[], b: readonly number[]): boolean {
  for (const [index, part] of a.entries()) {
    const other = b[index] ?? 0;
    if (part !== other) return part < other;
  }
  return false;
}
