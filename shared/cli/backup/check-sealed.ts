import type { Client } from 'pg';
import { clientSealer } from '../../infrastructure/oidc/client-secrets.js';
import { keySealer } from '../../infrastructure/oidc/keys/key-ring.js';
import type { SecretKeys } from '../../infrastructure/oidc/seal.js';

/**
 * Opens every key and secret in the tables; an older backup may know neither.
 *
 * @throws OperatorError when one does not open.
 */
export function checkSealed(secrets: SecretKeys): (client: Client) => Promise<void> {
  return async (client) => {
    const keys = await rowsOf<{ kid: string; sealed_key: string }>(client, 'oidc_keys', 'true');
    for (const { kid, sealed_key: sealed } of keys) keySealer(secrets).open(sealed, kid);
    const clients = await rowsOf<{ id: string; sealed_secret: string }>(
      client,
      'oidc_clients',
      'sealed_secret is not null',
    );
    for (const { id, sealed_secret: sealed } of clients) clientSealer(secrets).open(sealed, id);
  };
}

async function rowsOf<R extends object>(client: Client, table: string, which: string): Promise<R[]> {
  const { rows } = await client.query<{ is_there: boolean }>('select to_regclass($1) is not null as is_there', [table]);
  if (rows[0]?.is_there !== true) return [];
  return (await client.query<R>(`select * from ${table} where ${which}`)).rows;
}
