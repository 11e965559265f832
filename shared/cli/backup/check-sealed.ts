import type { Client } from 'pg';
import { clientSealer } from '../../infrastructure/oidc/client-secrets.js';
import { keySealer } from '../../infrastructure/oidc/keys/key-ring.js';
import type { SecretKeys, Sealer } from '../../infrastructure/oidc/seal.js';
import { OperatorError } from '../../lib/errors.js';

/** Somebody else's site that signs in with us. */
export interface SealedClient {
  id: string;
  name: string;
  redirectUris: string[];
}

/** What no SECRET_KEY at hand opens. */
export interface Unopened {
  /** By their `kid`. */
  keys: string[];
  clients: SealedClient[];
}

/**
 * Opens every key and secret in the tables; an older backup may know neither.
 *
 * @throws OperatorError when one does not open.
 */
export function checkSealed(secrets: SecretKeys): (client: Client) => Promise<void> {
  return async (client) => {
    const { keys, clients } = await findUnopened(client, secrets);
    if (keys.length + clients.length === 0) return;
    throw new OperatorError(
      'What SECRET_KEY sealed does not open with it: name the key of before in SECRET_KEY_PREVIOUS. If that is lost for good, add --key-lost to leave out what only it opens.',
    );
  };
}

export async function findUnopened(client: Client, secrets: SecretKeys): Promise<Unopened> {
  const keys = await rowsOf<{ kid: string; sealed_key: string }>(client, 'oidc_keys', 'true');
  const clients = await rowsOf<{ id: string; name: string; redirect_uris: string[]; sealed_secret: string }>(
    client,
    'oidc_clients',
    'sealed_secret is not null',
  );
  const [ofKeys, ofClients] = [keySealer(secrets), clientSealer(secrets)];
  return {
    keys: keys.filter(({ kid, sealed_key: sealed }) => !opens(ofKeys, sealed, kid)).map(({ kid }) => kid),
    clients: clients
      .filter(({ id, sealed_secret: sealed }) => !opens(ofClients, sealed, id))
      .map(({ id, name, redirect_uris: redirectUris }) => ({ id, name, redirectUris })),
  };
}

function opens(sealer: Sealer, sealed: string, about: string): boolean {
  try {
    sealer.open(sealed, about);
    return true;
  } catch (error) {
    if (error instanceof OperatorError) return false;
    throw error;
  }
}

async function rowsOf<R extends object>(client: Client, table: string, which: string): Promise<R[]> {
  const { rows } = await client.query<{ is_there: boolean }>('select to_regclass($1) is not null as is_there', [table]);
  if (rows[0]?.is_there !== true) return [];
  return (await client.query<R>(`select * from ${table} where ${which}`)).rows;
}
