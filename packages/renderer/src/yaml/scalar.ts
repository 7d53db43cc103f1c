import type { Json, YamlScalar } from '@regent/core';

const yamlScalar = ($yaml: YamlScalar['$yaml'], value: Json): YamlScalar => ({ $yaml, value });

/** YAML 1.1 integer text → number, or decimal text beyond 2^53. Null where Python's `int()` would refuse it. */
export function parseInteger(text: string): Json | null {
  let digits = text.replaceAll('_', '').trim();
  const negative = digits.startsWith('-');
  if (/^[+-]/.test(digits)) digits = digits.slice(1);
  const value = magnitude(digits);
  if (value === null) return null;
  const signed = negative ? -value : value;
  const safe = signed >= BigInt(Number.MIN_SAFE_INTEGER) && signed <= BigInt(Number.MAX_SAFE_INTEGER);
  return safe ? Number(signed) : yamlScalar('int', signed.toString());
}

function magnitude(digits: string): bigint | null {
  if (/^0[bo][0-7]+$/.test(digits) && !/^0b.*[2-7]/.test(digits)) return BigInt(digits);
  if (/^0x[0-9a-fA-F]+$/.test(digits)) return BigInt(digits);
  if (/^0[0-7]*$/.test(digits)) return digits.length === 1 ? 0n : BigInt(`0o${digits.slice(1)}`);
  if (/^\d+(:\d+)+$/.test(digits)) {
    return digits.split(':').reduce((total, part) => total * 60n + BigInt(part), 0n);
  }
  return /^[1-9]\d*$/.test(digits) ? BigInt(digits) : null;
}

/** YAML 1.1 float text → number, or a tagged value where JSON would lose that it is a float. */
export function parseFloatText(text: string): Json | null {
  let digits = text.replaceAll('_', '').trim().toLowerCase();
  const sign = digits.startsWith('-') ? -1 : 1;
  if (/^[+-]/.test(digits)) digits = digits.slice(1);
  if (digits === '.inf' || digits === 'inf') return yamlScalar('float', sign < 0 ? '-inf' : 'inf');
  if (digits === '.nan' || digits === 'nan') return yamlScalar('float', 'nan');
  if (/^\d[\d:.]*$/.test(digits) && digits.includes(':')) {
    let base = 1;
    let total = 0;
    for (const part of digits.split(':').reverse()) {
      total += Number(part) * base;
      base *= 60;
    }
    return floatValue(sign * total);
  }
  return /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(digits) ? floatValue(sign * Number(digits)) : null;
}

/** A float as data: fractions are JSON numbers, whole ones are tagged so that `5.0` stays a float. */
function floatValue(value: number): Json {
  if (Number.isFinite(value) && !Number.isInteger(value)) return value;
  return yamlScalar('float', floatText(value));
}

/** A float as Python prints it: `3.0`, `1e+16`, `1e-07`, `inf`. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  if (Object.is(value, -0)) return '-0.0';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  }
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

const timestampParts =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]|[ \t]+)(\d{1,2}):(\d{2}):(\d{2})(?:\.(\d*))?(?:[ \t]*(Z|([-+])(\d{1,2})(?::(\d{2}))?))?)?$/;

/** A date or time as ISO text, as Python's `isoformat` writes it. Null when there is no such day or time. */
export function parseTimestamp(text: string): YamlScalar | null {
  const match = timestampParts.exec(text);
  if (match === null) return null;
  const [
    ,
    year = '',
    month = '',
    day = '',
    hour,
    minute = '',
    second = '',
    fraction = '',
    zone,
    sign,
    zoneHour,
    zoneMinute,
  ] = match;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isDay(Number(year), Number(month), Number(day))) return null;
  if (hour === undefined) return yamlScalar('date', date);
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const micro = fraction.slice(0, 6).padEnd(6, '0');
  const time = `${hour.padStart(2, '0')}:${minute}:${second}${Number(micro) === 0 ? '' : `.${micro}`}`;
  return yamlScalar('datetime', `${date}T${time}${zoneText(zone, sign, zoneHour, zoneMinute)}`);
}

function zoneText(zone: string | undefined, sign = '+', hour = '0', minute = '00'): string {
  if (zone === undefined) return '';
  if (zone === 'Z' || (Number(hour) === 0 && Number(minute) === 0)) return '+00:00';
  const minutes = Number(hour) * 60 + Number(minute);
  return `${sign}${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function isDay(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (days[month - 1] ?? 0);
}
