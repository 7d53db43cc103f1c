import type { VirtualKeyView } from '@regent/core';
import { formatCompact } from '../../lib/format.ts';

export function keyName(key: VirtualKeyView): string {
  return key.alias ?? key.masked;
}

/** Why a key works or does not, the strongest reason first. */
export function keyState(
  key: VirtualKeyView,
  now: number,
): { readonly state: 'ok' | 'bad' | 'off'; readonly word: string } {
  if (key.blocked) return { state: 'off', word: 'Blocked' };
  if (key.expiresAt !== null && Date.parse(key.expiresAt) <= now) return { state: 'off', word: 'Expired' };
  if (key.maxBudget !== null && key.spend >= key.maxBudget) return { state: 'bad', word: 'Budget used up' };
  return { state: 'ok', word: 'Active' };
}

export function limitText(key: VirtualKeyView): string {
  if (key.rpmLimit !== null) return `${formatCompact(key.rpmLimit)} rpm`;
  return key.tpmLimit === null ? '–' : `${formatCompact(key.tpmLimit)} tpm`;
}
