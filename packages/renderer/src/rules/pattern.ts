/** Whether Python's `re` would most likely take this text. */
export function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern.replace(/\(\?P</g, '(?<').replace(/^\(\?[aiLmsux]+\)/, '')) instanceof RegExp;
  } catch {
    return false;
  }
}
