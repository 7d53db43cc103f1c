import type { RevisionView } from '@regent/core';

const DAY_MS = 86_400_000;

/** Revisions under Today, This week and Earlier; `now` is the reader's clock. */
export function byAge(
  revisions: readonly RevisionView[],
  now: number,
): readonly { readonly age: string; readonly revisions: readonly RevisionView[] }[] {
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  const ageOf = ({ createdAt }: RevisionView) => {
    const at = Date.parse(createdAt);
    if (at >= midnight) return 'Today';
    return at >= midnight - 6 * DAY_MS ? 'This week' : 'Earlier';
  };
  return ['Today', 'This week', 'Earlier']
    .map((age) => ({ age, revisions: revisions.filter((revision) => ageOf(revision) === age) }))
    .filter((group) => group.revisions.length > 0);
}

export function matching(revisions: readonly RevisionView[], search: string): readonly RevisionView[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return revisions.filter(({ number, reason, author, note, tags }) =>
    words.every((word) => `${number} ${reason} ${author} ${note} ${tags.join(' ')}`.toLowerCase().includes(word)),
  );
}
