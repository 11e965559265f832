import type { ClientDto } from '../../../contracts/services/federation/clients.js';
import type { OidcClient } from '../../../models/federation/oidc-client.js';

type ClientRow = Pick<OidcClient, keyof OidcClient>;

export function toClientDto({ id, name, authMethod, createdAt, ...uris }: ClientRow): ClientDto {
  const { redirectUris, postLogoutRedirectUris, backchannelLogoutUri } = uris;
  return { id, name, redirectUris, postLogoutRedirectUris, backchannelLogoutUri, authMethod, createdAt };
}
