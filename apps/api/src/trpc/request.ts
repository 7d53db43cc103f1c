import type { Actor } from '@regent/core';
import type { App } from '../app-context.ts';
import type { Visitor } from '../services/session/visitor.ts';

/** What one request carries into the procedures. */
export interface RequestContext {
  readonly requestId: string;
  readonly actor: Actor | null;
  /** @internal Left out of the emitted types: whoever imports the router's type must not need the server's. */
  readonly app: App;
  /** @internal */
  readonly visitor: Visitor;
}
