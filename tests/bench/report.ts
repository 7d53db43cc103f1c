/** One measured ratio with its bar. Both sides come from the same run on the same machine. */
export interface Ratio {
  readonly name: string;
  readonly ours: number;
  readonly baseline: number;
  readonly unit: 'ms' | 'MiB';
  readonly ratioMax: number;
}

/** Prints the table; false when a bar was missed. */
export function report(ratios: readonly Ratio[]): boolean {
  console.log(
    `\n${'what'.padEnd(58)} ${'ours'.padStart(10)} ${'baseline'.padStart(10)} ${'ratio'.padStart(7)} ${'bar'.padStart(6)}`,
  );
  for (const { name, ours, baseline, unit, ratioMax } of ratios) {
    const number = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ${unit}`.padStart(10);
    const ratio = ours / baseline;
    const mark = ratio <= ratioMax ? '' : '  MISSED';
    console.log(
      `${name.padEnd(58)} ${number(ours)} ${number(baseline)} ${ratio.toFixed(2).padStart(7)} ${ratioMax.toFixed(2).padStart(6)}${mark}`,
    );
  }
  return ratios.every(({ ours, baseline, ratioMax }) => ours / baseline <= ratioMax);
}

/** The middle of `count` runs, in milliseconds; one run before is thrown away. */
export async function medianMs(count: number, work: () => unknown): Promise<number> {
  await work();
  const times: number[] = [];
  for (let run = 0; run < count; run++) {
    const startedAt = performance.now();
    await work();
    times.push(performance.now() - startedAt);
  }
  return times.sort((a, b) => a - b)[Math.floor(count / 2)] ?? 0;
}
