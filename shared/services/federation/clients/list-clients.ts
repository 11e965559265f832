import type { ClientDto } from '../../../contracts/services/federation/clients.js';
import type { MaybeViewer } from '../../../contracts/viewer.js';
import { OidcClient } from '../../../models/federation/oidc-client.js';
import { requireKeeper } from '../policy.js';
import type { UnitDeps } from '../../unit-deps.js';
import { toClientDto } from './client-dto.js';

export async function listClients({ manager }: UnitDeps, viewer: MaybeViewer): Promise<ClientDto[]> {
  requireKeeper(viewer);
  const clients = await manager.find(OidcClient, { order: { createdAt: 'ASC', id: 'ASC' } });
  return clients.map(toClientDto);
}
