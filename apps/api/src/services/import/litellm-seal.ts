import { createDecipheriv, createHash } from 'node:crypto';
import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js';

const GCM_PREFIX = 'v2:gcm:';
const TAG_BYTES = 16;

/**
 * Opens values that LiteLLM stored sealed: NaCl secret boxes, or AES-256-GCM behind `v2:gcm:`, with the SHA-256 of the salt
 * key (of the master key where no salt key was set). Null for what does not open.
 */
export function litellmOpener(saltKey: string): (sealed: string) => string | null {
  const key = createHash('sha256').update(saltKey).digest();
  return (sealed) => {
    try {
      return sealed.startsWith(GCM_PREFIX)
        ? openGcm(key, Buffer.from(sealed.slice(GCM_PREFIX.length), 'base64url'))
        : openBox(key, Buffer.from(sealed, 'base64url'));
    } catch {
      return null; // both ciphers throw on a wrong key or a damaged text, and tell nothing more
    }
  };
}

function openBox(key: Uint8Array, bytes: Buffer): string {
  const box = xsalsa20poly1305(key, bytes.subarray(0, 24));
  return Buffer.from(box.decrypt(bytes.subarray(24))).toString('utf8');
}

function openGcm(key: Uint8Array, bytes: Buffer): string {
  const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
  cipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([cipher.update(bytes.subarray(12, -TAG_BYTES)), cipher.final()]).toString('utf8');
}
