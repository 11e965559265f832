import type { ClientDto } from '../../../contracts/services/federation/clients.js';
import type { OidcClient } from '../../../models/federation/oidc-client.js';

export function toClientDto({ sealedSecret: _, ...client }: OidcClient): ClientDto {
  return { ...client };
}
