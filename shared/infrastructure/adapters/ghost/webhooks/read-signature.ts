import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '../../../../lib/errors.js';

/** What `X-Ghost-Signature` says: `sha256=<hex>, t=<ms>`. */
export interface WebhookSignature {
  mac: Buffer;
  /** Decimal ms, as it was sent: it is part of what is signed. */
  sentAt: string;
}

export interface WebhookSecret {
  secret: string;
  /** Whether a signature over the body alone is good, too, as Ghosts before 6 made it: the time beside it is not signed. */
  takesOld: boolean;
}

/** How far the sender's clock and ours may be apart, and how long a webhook may be under way. */
export const mostApartMs = 300_000;

/**
 * Before the body is read.
 *
 * @throws AppError `webhook-unsigned` where there is no signature, `webhook-late` where its time is 5 minutes from now or
 * more, either way; both 401.
 */
export function readSignature(header: string, now: Date): WebhookSignature {
  const [, mac, sentAt] = /^sha256=([0-9a-f]{64}), ?t=([0-9]{1,15})$/.exec(header) ?? [];
  if (mac === undefined || sentAt === undefined) {
    throw refused('webhook-unsigned', 'This is not signed as a Ghost signs its webhooks: a secret belongs to each.');
  }
  if (Math.abs(now.getTime() - Number(sentAt)) >= mostApartMs) {
    throw refused('webhook-late', 'This was signed too long ago, or by a clock that is wrong.');
  }
  return { mac: Buffer.from(mac, 'hex'), sentAt };
}

/**
 * Compares in constant time. Gives the SHA-256, in hex, of what was signed.
 *
 * @throws AppError `webhook-forged` 401, where whoever signed it does not know the secret.
 */
export function checkSignature(signature: WebhookSignature, body: Buffer, { secret, takesOld }: WebhookSecret): string {
  const whole = [body, signature.sentAt];
  if (isSigned(signature, whole, secret)) return digestOf(whole);
  if (takesOld && isSigned(signature, [body], secret)) return digestOf([body]);
  throw refused('webhook-forged', 'The signature does not fit: the secret here is not the one of this webhook.');
}

function isSigned({ mac }: WebhookSignature, parts: readonly (Buffer | string)[], secret: string): boolean {
  const ours = createHmac('sha256', secret);
  for (const part of parts) ours.update(part);
  return timingSafeEqual(ours.digest(), mac);
}

function digestOf(parts: readonly (Buffer | string)[]): string {
  const digest = createHash('sha256');
  for (const part of parts) digest.update(part);
  return digest.digest('hex');
}

const refused = (code: string, sentence: string) => new AppError(code, 401, sentence);
