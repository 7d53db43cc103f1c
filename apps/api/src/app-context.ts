import type { Actor } from '@regent/core';
import type { Logger } from 'pino';

/** What the process holds once and hands to every service. */
export interface App {
  readonly log: Logger;
  readonly clock: () => Date;
  readonly newId: () => string;
}

/** One use of the application by somebody. Services take `{ ctx, input }`. */
export interface Ctx extends App {
  readonly actor: Actor;
  readonly requestId: string;
}
