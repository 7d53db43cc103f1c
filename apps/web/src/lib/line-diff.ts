export type DiffLine = {
  readonly type: 'same' | 'del' | 'ins';
  readonly text: string;
  readonly before: number | null;
  readonly after: number | null;
};

/** A run of changed lines with some unchanged ones around it. */
export type Hunk = readonly DiffLine[];

/** Line by line, what turns one text into the other (Myers' shortest edit). Line numbers are 1-based. */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  const a = before.split('\n');
  const b = after.split('\n');
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const same = (at: number, shift: number): DiffLine => ({
    type: 'same',
    text: a[at] ?? '',
    before: at + 1,
    after: at + 1 + shift,
  });
  return [
    ...Array.from({ length: start }, (_, at) => same(at, 0)),
    ...walk(a.slice(start, a.length - end), b.slice(start, b.length - end), start),
    ...Array.from({ length: end }, (_, at) => same(a.length - end + at, b.length - a.length)),
  ];
}

/** The changed lines with `context` unchanged ones around each. */
export function hunksOf(lines: readonly DiffLine[], context = 3): readonly Hunk[] {
  const near = new Set<number>();
  lines.forEach((line, at) => {
    if (line.type === 'same') return;
    for (let next = at - context; next <= at + context; next++) near.add(next);
  });
  const hunks: DiffLine[][] = [];
  lines.forEach((line, at) => {
    if (!near.has(at)) return;
    if (!near.has(at - 1) || hunks.length === 0) hunks.push([]);
    hunks.at(-1)?.push(line);
  });
  return hunks;
}

/** Deletions come before insertions wherever both stand at one place. */
function walk(a: readonly string[], b: readonly string[], offset: number): DiffLine[] {
  const trace = shortestEdit(a, b);
  const lines: DiffLine[] = [];
  let x = a.length;
  let y = b.length;
  for (let depth = trace.length - 1; depth >= 0 && (x > 0 || y > 0); depth--) {
    const reach = trace[depth] as Map<number, number>;
    const k = x - y;
    const down = k === -depth || (k !== depth && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
    const fromK = down ? k + 1 : k - 1;
    const fromX = reach.get(fromK) ?? 0;
    const fromY = fromX - fromK;
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      x--;
      y--;
      lines.push({ type: 'same', text: a[x] ?? '', before: offset + x + 1, after: offset + y + 1 });
    }
    if (depth === 0) break;
    if (down) lines.push({ type: 'ins', text: b[--y] ?? '', before: null, after: offset + y + 1 });
    else lines.push({ type: 'del', text: a[--x] ?? '', before: offset + x + 1, after: null });
  }
  return lines.reverse();
}

/** For each number of edits, how far each diagonal gets; each entry is the state before that many edits. */
function shortestEdit(a: readonly string[], b: readonly string[]): Map<number, number>[] {
  const trace: Map<number, number>[] = [];
  const reach = new Map<number, number>([[1, 0]]);
  for (let depth = 0; depth <= a.length + b.length; depth++) {
    trace.push(new Map(reach));
    for (let k = -depth; k <= depth; k += 2) {
      const down = k === -depth || (k !== depth && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
      let x = down ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      reach.set(k, x);
      if (x >= a.length && x - k >= b.length) return trace;
    }
  }
  return trace;
}
