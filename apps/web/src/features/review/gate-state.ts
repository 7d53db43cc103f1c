import type { GateView } from '@regent/core';

/** What has to come before an Apply by `me`, for people; null when nothing has to. */
export function gateClosed({ freeze, approval }: GateView, me: string | undefined): string | null {
  if (freeze !== null) return 'Changes are frozen';
  if (approval === null) return null;
  if (approval.by.length === 0) return 'Somebody else has to approve first';
  // Who approves does not apply, or one person could do both.
  return approval.by.some(({ person }) => person !== me) ? null : 'You approved it, so somebody else applies it';
}
