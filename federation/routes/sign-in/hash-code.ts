import { createHmac } from 'node:crypto';
import type { HashCode } from '@rose-ash/shared/contracts/services/federation/sign-in-by-mail';
import type { Config } from '@rose-ash/shared/infrastructure/config/config';
import { deriveKey } from '@rose-ash/shared/infrastructure/oidc/seal';

/** HMAC-SHA256 under a key of its own. Codes live for ten minutes, so after a change of SECRET_KEY one asks for another. */
export function codeHasher({ secretKey }: Pick<Config, 'secretKey'>): HashCode {
  const key = deriveKey(secretKey, 'sign-in-codes');
  return (interaction, code) => createHmac('sha256', key).update(`${interaction} ${code}`).digest('hex');
}
