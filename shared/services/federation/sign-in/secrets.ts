import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** Six figures are a million codes, and each is open to five tries: see ADR 19 for what that comes to. */
export const codePattern = /^\d{6}$/;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/** 192 random bits, as 32 characters that fit an address. */
export function newLinkToken(): string {
  return randomBytes(24).toString('base64url');
}

export function hashLink(token: string): string {
  return sha256(token);
}

export function isSameHash(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
