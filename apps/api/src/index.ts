export type { AppRouter, PublicError } from './router.ts';
