/** Reads and writes small JSON values. Storage that is closed or full loses comfort, never function. */
export function readStored<T>(storage: 'local' | 'session', key: string, fallback: T): T {
  try {
    const text = (storage === 'local' ? localStorage : sessionStorage).getItem(`regent.${key}`);
    return text === null ? fallback : (JSON.parse(text) as T);
  } catch {
    return fallback;
  }
}

/** `undefined` forgets the key. */
export function writeStored(storage: 'local' | 'session', key: string, value: unknown): void {
  try {
    const target = storage === 'local' ? localStorage : sessionStorage;
    if (value === undefined) target.removeItem(`regent.${key}`);
    else target.setItem(`regent.${key}`, JSON.stringify(value));
  } catch {
    // The value lives on in memory for this tab.
  }
}
