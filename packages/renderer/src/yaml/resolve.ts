const prefix = 'tag:yaml.org,2002:';

const bool = /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/;
const float =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const int =
  /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
const nothing = /^(?:~|null|Null|NULL|)$/;
const timestamp =
  /^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?)$/;

/** The tag of an unquoted scalar: YAML 1.1 as PyYAML resolves it (`y` and `n` are text, `1e3` is text, `010` is 8). */
export function resolvePlain(value: string): string {
  return prefix + resolvePlainType(value);
}

export type PlainType = 'bool' | 'float' | 'int' | 'null' | 'timestamp' | 'merge' | 'value' | 'str';

export function resolvePlainType(value: string): PlainType {
  const first = value.charCodeAt(0);
  if (Number.isNaN(first)) return 'null';
  // Digits, signs and dot: the only beginnings of numbers and dates.
  if ((first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46) {
    if (float.test(value)) return 'float';
    if (int.test(value)) return 'int';
    return timestamp.test(value) ? 'timestamp' : 'str';
  }
  if (value.length > 5) return 'str';
  if (bool.test(value)) return 'bool';
  if (nothing.test(value)) return 'null';
  if (value === '<<') return 'merge';
  return value === '=' ? 'value' : 'str';
}
