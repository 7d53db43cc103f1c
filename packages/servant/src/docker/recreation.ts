import type { RecreationView } from '@regent/core';
import type { InspectedContainer } from './container.ts';

const COMPOSE = 'com.docker.compose';

/**
 * What of `wanted` the container was made without, and the command that makes it anew; null when it has all of it. `before`
 * is what Regent wanted of it until now: a name that is wanted no more has to go, too.
 */
export function recreationOf(
  inspected: InspectedContainer,
  wanted: Readonly<Record<string, string>>,
  before: Readonly<Record<string, string>> = {},
): RecreationView | null {
  const { environment } = inspected;
  const names = Object.keys({ ...before, ...wanted }).filter((name) =>
    name in wanted ? environment[name] !== wanted[name] : environment[name] === before[name],
  );
  if (names.length === 0) return null;
  const container = inspected.state.name;
  return { container, names, command: composeCommand(inspected) ?? plainCommand(inspected, wanted, names) };
}

/** As a sentence, without any value. */
export function recreationText({ container, names, command }: RecreationView): string {
  return `The environment of the container ${container} cannot be changed while it lives. Set ${names.join(', ')} where it is defined, then type: ${command}`;
}

/** Compose labels what it makes with where it was told to. */
function composeCommand({ labels }: InspectedContainer): string | null {
  const [project, service] = [labels[`${COMPOSE}.project`], labels[`${COMPOSE}.service`]];
  if (project === undefined || service === undefined) return null;
  const folder = labels[`${COMPOSE}.project.working_dir`];
  const files = labels[`${COMPOSE}.project.config_files`]?.split(',') ?? [];
  const words = ['docker', 'compose', '-p', project, ...files.flatMap((file) => ['-f', file]), 'up', '-d', service];
  return [...(folder === undefined ? [] : ['cd', folder, '&&']), ...words].map(shellWord).join(' ');
}

/** The rest of the command is known to nobody but whoever typed it. */
function plainCommand(
  { state }: InspectedContainer,
  wanted: Readonly<Record<string, string>>,
  names: readonly string[],
): string {
  const name = shellWord(state.name);
  const given = names.filter((each) => each in wanted).flatMap((each) => ['--env', shellWord(each)]);
  return ['docker rm --force', name, '&& docker run --detach --name', name, ...given, '…'].join(' ');
}

function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$|^&&$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
