import type { Location } from '@regent/core';
import type { RuleFinding } from './context.ts';
import { isReference } from './value-rules.ts';

/** An address that a call goes to: whole, and with a port that exists. */
export function checkUrl(url: string, location: Location): RuleFinding[] {
  if (isReference(url) || url.includes('${')) return [];
  if (!/^https?:\/\/[^\s/]+/.test(url))
    return [
      {
        code: 'bad-url',
        location,
        message: `${JSON.stringify(withoutUser(url))} is no whole address.`,
        hint: 'Begin it with http:// or https://.',
      },
    ];
  return checkPort(url, location);
}

/** The port of a whole address. */
export function checkPort(url: string, location: Location): RuleFinding[] {
  const port = /^[a-z]+:\/\/[^/?#]*?:(\d+)(?:[/?#]|$)/.exec(url)?.[1];
  if (port === undefined || (Number(port) >= 1 && Number(port) <= 65_535)) return [];
  return [{ code: 'bad-url', location, message: `There is no port ${port}; ports end at 65535.` }];
}

/** An address as it may be shown: a user and password in it are hidden. */
export function withoutUser(url: string): string {
  return url.replace(/(^|\/\/)[^/@]*@/, '$1***@');
}
