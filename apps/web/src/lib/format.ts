// A formatter is dear to make and cheap to use; long lists format thousands of prices.
const whole = new Intl.NumberFormat('en-US');
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });
const price = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const smallPrice = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 4 });
const relative = new Intl.RelativeTimeFormat('en-US', { numeric: 'auto', style: 'narrow' });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
});

const spans: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

export function formatCount(value: number): string {
  return whole.format(value);
}

export function formatCompact(value: number): string {
  return compact.format(value);
}

/** `1 model`, `3 models`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** US dollars with two decimals, more where the amount is below one cent. */
export function formatMoney(value: number): string {
  const digits = value !== 0 && Math.abs(value) < 0.01 ? 6 : 2;
  return `$${value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: digits })}`;
}

/** A price per token as people compare it: dollars per million tokens. Null is "not known", never zero. */
export function formatPricePerMillion(perToken: number | null | undefined): string {
  if (perToken === null || perToken === undefined) return '–';
  const value = perToken * 1_000_000;
  return (value < 0.1 ? smallPrice : price).format(value);
}

export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${Math.round(bytes / 1_000_000)} MB`;
}

export function formatDuration(ms: number): string {
  if (ms < 60_000) return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/** `14 min ago`, `in 3 d`; `now` is passed so that one clock drives a screen. */
export function formatRelative(iso: string, now: number): string {
  const seconds = (Date.parse(iso) - now) / 1000;
  const span = spans.find(([, size]) => Math.abs(seconds) >= size);
  return span ? relative.format(Math.round(seconds / span[1]), span[0]) : 'just now';
}

export function formatExact(iso: string): string {
  return exact.format(new Date(iso));
}

export function formatClock(iso: string): string {
  return clock.format(new Date(iso));
}

/** The two letters that stand for a person or a provider. */
export function initials(name: string): string {
  const parts = name
    .replace(/@.*/, '')
    .split(/[\s._/-]+/)
    .filter(Boolean);
  const letters = parts.length > 1 ? `${parts[0]?.[0]}${parts[1]?.[0]}` : (parts[0] ?? '?').slice(0, 2);
  return letters.toUpperCase();
}
