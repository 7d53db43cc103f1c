import { type EngineCheckView, hasError, type ReviewView } from '@regent/core';
import { plural } from '../../lib/format.ts';

export interface Confirmation {
  readonly id: 'shrink' | 'insist';
  readonly sentence: string;
  /** What has to be typed. */
  readonly word: string;
}

/** What Apply wants typed before it goes on: an implausible shrinking, and insisting against the engine. Our own errors come first. */
export function neededConfirmations(review: ReviewView, engine: EngineCheckView | null): readonly Confirmation[] {
  const needed: Confirmation[] = [];
  if (hasError(review.diagnostics)) return needed;
  if (review.shrinkGuard) {
    needed.push({
      id: 'shrink',
      sentence: `This leaves ${plural(review.models.after, 'model')} of ${review.models.before}. Type how many will be left.`,
      word: String(review.models.after),
    });
  }
  if (engine?.verdict === 'refused') {
    needed.push({
      id: 'insist',
      sentence: 'The engine refuses this. To apply it all the same, type insist.',
      word: 'insist',
    });
  } else if (engine?.verdict === 'accepted' && engine.dropped.length > 0) {
    needed.push({
      id: 'insist',
      sentence: `The engine would drop ${engine.dropped.join(', ')}. To apply it all the same, type insist.`,
      word: 'insist',
    });
  }
  return needed;
}

export function confirmed(needed: readonly Confirmation[], typed: Readonly<Record<string, string>>): boolean {
  return needed.every(({ id, word }) => typed[id]?.trim().toLowerCase() === word);
}

/** Why Apply cannot be pressed now, for people; null when it can. */
export function blockedBecause(state: {
  readonly stale: boolean;
  /** Nothing is chosen. */
  readonly nothing: boolean;
  /** The choice is being looked at. */
  readonly looking: boolean;
  readonly errors: boolean;
  readonly engine: EngineCheckView | null;
  /** What has to come first, and is not overridden. */
  readonly gate: string | null;
  readonly confirmed: boolean;
}): string | null {
  if (state.stale) return 'Review again first';
  if (state.nothing) return 'Nothing is chosen';
  if (state.looking) return 'The choice is being looked at';
  if (state.errors) return 'Mend the errors first';
  if (state.engine === null) return 'The engine is being asked';
  if (state.gate !== null) return state.gate;
  return state.confirmed ? null : 'Type the confirmation first';
}
