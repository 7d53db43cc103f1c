export { createRegentClient, type RegentClient, type RegentClientOptions } from './create-client.ts';
export { publicError, type PublicError } from './public-error.ts';
export type { AppRouter } from '@regent/api/router';
