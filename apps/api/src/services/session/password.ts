import { hash, verify } from '@node-rs/argon2';

// argon2id, 19 MiB, two passes, one lane: OWASP's first choice; about 20 ms.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

/** Takes the same time whether the account exists or not. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('a password that nobody has');
  const matches = await verify(passwordHash ?? (await decoy), password);
  return passwordHash !== null && matches;
}

let decoy: Promise<string> | undefined;
