/** The candidate that a misspelt word probably means; undefined when none is near. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const limit = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
  let best: string | undefined;
  let bestDistance = limit + 1;
  const letters = lettersOf(word);
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > limit) continue;
    if (surelyFarther(letters, lettersOf(candidate), bestDistance)) continue;
    const distance = editDistance(letters.normal, lettersOf(candidate).normal, bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

interface Letters {
  readonly normal: string;
  /** Which characters occur at all, a bit each. */
  readonly mask: number;
}

const known = new Map<string, Letters>();
/** The tables hold some thousands of names; what comes from files is not kept beyond that. */
const knownMax = 20_000;

function lettersOf(word: string): Letters {
  let letters = known.get(word);
  if (letters === undefined) {
    const normal = word.toLowerCase().replaceAll('-', '_');
    let mask = 0;
    for (let index = 0; index < normal.length; index++) mask |= 1 << (normal.charCodeAt(index) & 31);
    letters = { normal, mask };
    if (known.size < knownMax) known.set(word, letters);
  }
  return letters;
}

/** One edit changes at most two bits: a cheap bound that spares most comparisons. */
function surelyFarther(a: Letters, b: Letters, limit: number): boolean {
  let difference = a.mask ^ b.mask;
  let bits = 0;
  while (difference !== 0) {
    difference &= difference - 1;
    bits++;
  }
  return bits > 2 * (limit - 1);
}

/** Insertions, deletions, replacements and swaps of neighbours; gives up at `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      let distance = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + same);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) distance = Math.min(distance, (beforeLast[column - 2] ?? 0) + 1);
      current.push(distance);
    }
    if (Math.min(...current) >= limit) return limit;
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? limit;
}

/** The hint that names the nearest of the known words, when one is near. */
export function didYouMean(text: string, names: Iterable<string>): { hint?: string } {
  const word = nearest(text, names);
  return word === undefined ? {} : { hint: `Did you mean ${word}?` };
}
