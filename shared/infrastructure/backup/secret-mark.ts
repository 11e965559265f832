import { createHmac } from 'node:crypto';
import { deriveKey } from '../oidc/seal.js';

const purpose = 'backup mark';

/** Tells SECRET_KEYs apart and nothing about them: 16 hex digits. */
export function markOf(secretKey: string): string {
  return createHmac('sha256', deriveKey(secretKey, purpose)).update(purpose).digest('hex').slice(0, 16);
}
