import type { Severity } from '@regent/core';

const rule = (severity: Severity) => (title: string, cause: string, fix: string, example: string) => ({
  severity,
  title,
  cause,
  fix,
  example,
});

/** The engine refuses the file, drops a deployment, breaks every call of something, or a secret leaks. */
export const error = rule('error');
/** The engine goes on and silently does something else. */
export const warning = rule('warning');
/** Advice. */
export const info = rule('info');
