export { createApp, type Ports, type RunningApp } from './create-app.ts';
export type { AppRouter, PublicError } from './router.ts';
export { createSetupToken } from './services/setup/setup-token.ts';
