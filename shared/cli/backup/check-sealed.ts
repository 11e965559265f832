import type { Client } from 'pg';
import { clientSealer } from '../../infrastructure/oidc/client-secrets.js';
import { keySealer } from '../../infrastructure/oidc/keys/key-ring.js';
import type { SecretKeys } from '../../infrastructure/oidc/seal.js';

/** Opens every key and secret in the tables. @throws OperatorError when one does not open. */
export function checkSealed(secrets: SecretKeys): (client: Client) => Promise<void> {
  return async (client) => {
    const keys = await client.query<{ kid: string; sealed_key: string }>('select kid, sealed_key from oidc_keys');
    for (const { kid, sealed_key: sealed } of keys.rows) keySealer(secrets).open(sealed, kid);
    const clients = await client.query<{ id: string; sealed_secret: string }>(
      'select id, sealed_secret from oidc_clients where sealed_secret is not null',
    );
    for (const { id, sealed_secret: sealed } of clients.rows) clientSealer(secrets).open(sealed, id);
  };
}
