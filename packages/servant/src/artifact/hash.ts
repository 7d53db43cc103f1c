import { createHash } from 'node:crypto';
import { canonicalJson } from '@regent/core';
import type { Artifact } from '../driver.ts';

/**
 * SHA-256 (hex) over the text, a zero byte and the environment as canonical JSON. The launcher computes the same from
 * the files that it really serves.
 */
export function artifactHash({ text, environment }: Pick<Artifact, 'text' | 'environment'>): string {
  return createHash('sha256').update(text).update('\0').update(canonicalJson(environment)).digest('hex');
}
