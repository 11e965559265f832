import { createHmac } from 'node:crypto';

/**
 * The value of X-Ghost-Signature. Ghost 6.65 signs the body and, right after it, the time in ms; older ones signed the
 * body alone under a header that looks the same.
 */
export function signWebhook(secret: string, body: string, ms: number, what: 'body and time' | 'body'): string {
  const signed = what === 'body' ? body : `${body}${ms}`;
  return `sha256=${createHmac('sha256', secret).update(signed).digest('hex')}, t=${ms}`;
}
