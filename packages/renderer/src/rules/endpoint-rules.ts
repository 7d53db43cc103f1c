import type { Json, Location } from '@regent/core';
import { engineRoutes } from '../engine-versions/routes.ts';
import { type Context, entriesOf, isAtLeast, type RuleFinding } from './context.ts';
import { checkUrl } from './url.ts';

/** `pass_through_endpoints`: where they are, where they lead, and what they open. */
export function endpointRules(context: Context): RuleFinding[] {
  return entriesOf(context.document, 'general_settings', 'pass_through_endpoints').flatMap(({ entry, location }) =>
    checkEndpoint(context, entry, location),
  );
}

function checkEndpoint(context: Context, entry: Readonly<Record<string, Json>>, location: Location): RuleFinding[] {
  const findings: RuleFinding[] = [];
  if (typeof entry.path === 'string' && !entry.path.startsWith('/')) {
    findings.push({ code: 'bad-path', location: [...location, 'path'], message: 'The path must begin with /.' });
  }
  if (typeof entry.path === 'string' && engineRoutes.has(entry.path.replace(/(?<=.)\/$/, ''))) {
    findings.push({
      code: 'path-taken',
      location: [...location, 'path'],
      message: `The engine answers ${entry.path} itself; nothing is passed through.`,
      hint: 'Put a word of your own in front, as in /team/v1/…',
    });
  }
  if (typeof entry.target === 'string') findings.push(...checkUrl(entry.target, [...location, 'target']));
  if (entry.auth === false)
    findings.push({
      code: 'public-pass-through',
      location: [...location, 'auth'],
      message:
        entry.include_subpath === true
          ? 'Anyone can call this very path without a key; the paths below it still ask for one.'
          : 'Anyone can call this path without a key.',
    });
  if (entry.auth === true && !isAtLeast(context.engine, '1.90.0') && !context.licensed) {
    findings.push({
      code: 'licence-key',
      location: [...location, 'auth'],
      message: 'Older engines refuse to start with auth: true without a licence.',
    });
  }
  if (entry.forward_headers === true) {
    findings.push({
      code: 'forward-headers-leak',
      location: [...location, 'forward_headers'],
      message: 'The caller’s own gateway key is sent to the target.',
    });
  }
  return findings;
}
