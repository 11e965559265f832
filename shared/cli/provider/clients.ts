import { randomBytes, randomUUID } from 'node:crypto';
import type { ClientAuthMethod, ClientDto, NewClient } from '../../contracts/services/federation/clients.js';
import { operator } from '../../contracts/viewer.js';
import { OperatorError } from '../../lib/errors.js';
import { clientSealer } from '../../infrastructure/oidc/client-secrets.js';
import { findDatabase } from '../find-database.js';
import { withServices } from '../with-services.js';
import type { World } from '../world.js';
import { findSecretKeys } from './find-secret-keys.js';
import { orRefuse } from './or-refuse.js';

type Wanted = Omit<NewClient, 'id' | 'sealedSecret' | 'authMethod'> & { authMethod: string };

const secretBytes = 32;

/** @returns the secret, which is kept nowhere as it is. @throws OperatorError with the first thing that is wrong. */
export async function addClient(env: World['env'], wanted: Wanted): Promise<{ id: string; secret: string | null }> {
  const id = randomUUID();
  const secret = wanted.authMethod === 'none' ? null : randomBytes(secretBytes).toString('base64url');
  const sealedSecret = secret === null ? null : clientSealer(findSecretKeys(env)).seal(secret, id);
  const client: NewClient = { ...wanted, id, sealedSecret, authMethod: wanted.authMethod as ClientAuthMethod };
  const added = await withServices(findDatabase(env).url, ({ federation }) => federation.addClient(operator, client));
  orRefuse(added);
  return { id, secret };
}

export function listClients(env: World['env']): Promise<ClientDto[]> {
  return withServices(findDatabase(env).url, ({ federation }) => federation.listClients(operator));
}

export async function removeClient(env: World['env'], id: string): Promise<void> {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new OperatorError(`${id} is no client_id; rose client list shows them.`);
  await withServices(findDatabase(env).url, ({ federation }) => federation.removeClient(operator, id));
}

export function clientsInWords(clients: readonly ClientDto[]): string {
  if (clients.length === 0) return 'Nobody else’s site is let in.\n';
  return clients.map(({ id, name, redirectUris }) => `${id}  ${name}\n  ${redirectUris.join('\n  ')}\n`).join('');
}
