/** The only place of this package that reads the process environment: what a program needs to find others. */
export function hostEnvironment(): Record<string, string> {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', HOME: process.env.HOME ?? '/', NODE_NO_WARNINGS: '1' };
}
