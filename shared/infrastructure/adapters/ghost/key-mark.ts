import { createHash } from 'node:crypto';

/**
 * Tells one Admin API key from another and gives neither away: 64 bits of a digest over 256 random ones. Over the secret
 * too, since Ghost makes a new secret under the same id.
 */
export function keyMark(key: string): string {
  return createHash('sha256').update(`ghost key ${key}`).digest('hex').slice(0, 16);
}
