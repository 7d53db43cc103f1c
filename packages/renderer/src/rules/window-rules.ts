import type { Json, Location } from '@regent/core';
import { type Context, type Deployment, isMap, listOr, type RuleFinding } from './context.ts';

/** `model_info.access_windows`: times of day, a time zone, teams. The engine refuses to start with one it cannot read. */
export function windowRules(context: Context): RuleFinding[] {
  return context.deployments.flatMap(checkWindows);
}

function checkWindows({ index, info }: Deployment): RuleFinding[] {
  return listOr(info.access_windows).flatMap((window, place) =>
    isMap(window) ? checkWindow(window, ['model_list', index, 'model_info', 'access_windows', place]) : [],
  );
}

const clock = /^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?$/;

function checkWindow(window: Readonly<Record<string, Json>>, location: Location): RuleFinding[] {
  const { start, end, timezone } = window;
  const findings = (['start', 'end'] as const).flatMap((key): RuleFinding[] => {
    const time = window[key];
    if (typeof time !== 'string' || clock.test(time)) return [];
    const message = `${JSON.stringify(time)} is no time of day such as 22:00.`;
    return [{ code: 'bad-window', location: [...location, key], message }];
  });
  if (typeof start === 'string' && start === end)
    findings.push({ code: 'bad-window', location, message: 'It ends when it begins.' });
  if (typeof timezone === 'string' && !isTimeZone(timezone))
    findings.push({
      code: 'bad-window',
      location: [...location, 'timezone'],
      message: `There is no time zone ${JSON.stringify(timezone)}.`,
      hint: 'Write a name such as Europe/Berlin or UTC.',
    });
  return findings;
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
