import { createDecipheriv, createHash, createHmac, timingSafeEqual } from 'node:crypto';

const VERSION = 0x80;
const HEADER_BYTES = 1 + 8 + 16;
const MAC_BYTES = 32;

/** Opens Fernet tokens whose key is the SHA-256 of a passphrase; null for one that it does not open. */
export function fernetOpener(passphrase: string): (token: string) => string | null {
  const key = createHash('sha256').update(passphrase).digest();
  return (token) => {
    const bytes = Buffer.from(token, 'base64url');
    if (bytes.length < HEADER_BYTES + MAC_BYTES + 16 || bytes[0] !== VERSION) return null;
    const signed = bytes.subarray(0, -MAC_BYTES);
    const mac = createHmac('sha256', key.subarray(0, 16)).update(signed).digest();
    if (!timingSafeEqual(mac, bytes.subarray(-MAC_BYTES))) return null;
    const cipher = createDecipheriv('aes-128-cbc', key.subarray(16), signed.subarray(9, HEADER_BYTES));
    return Buffer.concat([cipher.update(signed.subarray(HEADER_BYTES)), cipher.final()]).toString('utf8');
  };
}
