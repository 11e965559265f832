import type { ClientDto } from '../../../contracts/services/federation/clients.js';
import { OidcClient } from '../../../models/federation/oidc-client.js';
import type { UnitDeps } from '../../unit-deps.js';
import { toClientDto } from './client-dto.js';

export async function findClient(
  { manager }: UnitDeps,
  id: string,
): Promise<(ClientDto & { sealedSecret: string | null }) | null> {
  const client = await manager.findOneBy(OidcClient, { id });
  return client && { ...toClientDto(client), sealedSecret: client.sealedSecret };
}
