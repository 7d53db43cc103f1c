import { counted, type ServantHost } from '@regent/core';

/** What runs the engine, in lines of `name  text`. */
export function hostLines(host: ServantHost): readonly (readonly [name: string, text: string])[] {
  switch (host.kind) {
    case 'container': {
      const { name, image, imageDigest, state, health, exitCode, restarts, startedAt } = host;
      const ended = exitCode === null ? `since ${startedAt}` : `exit code ${exitCode}`;
      const words = [health === null ? state : `${state} (${health})`, ended, counted(restarts, 'restart')];
      return [
        ['Container', [name, ...words, memoryText(host.memoryBytes, host.memoryBytesMax)].join(', ')],
        ['Image', `${image} ${imageDigest}`],
      ];
    }
    case 'process': {
      const { pid, startedAt, restarts } = host;
      const since = startedAt === null ? [] : [`since ${startedAt}`];
      const often = restarts === null ? [] : [counted(restarts, 'restart')];
      return [['Process', [`pid ${pid}`, ...since, ...often, memoryText(host.memoryBytes, null)].join(', ')]];
    }
    case 'unknown':
      return [['Host', `${host.message} ${host.remedy}`]];
  }
}

function memoryText(bytes: number | null, bytesMax: number | null): string {
  if (bytes === null) return 'memory not known';
  const mb = (value: number) => `${Math.round(value / 1_000_000)} MB`;
  return `memory ${mb(bytes)}${bytesMax === null ? '' : ` of ${mb(bytesMax)}`}`;
}
