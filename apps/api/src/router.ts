import type { appRouter } from './routers/index.ts';

/** The whole surface, for typed clients. Types only: importing it brings no code of the server. */
export type AppRouter = typeof appRouter;
export type { PublicError } from './trpc/error.ts';
