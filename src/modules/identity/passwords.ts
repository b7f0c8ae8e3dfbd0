import { hash, verify } from '@node-rs/argon2';

/** Argon2id at OWASP's first setting (19 MiB, two passes, one lane). */
const settings = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'), settings);

export async function verifyPassword(digest: string, password: string): Promise<boolean> {
  return verify(digest, password.normalize('NFC'));
}
