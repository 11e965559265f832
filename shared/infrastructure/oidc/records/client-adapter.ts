import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Clients } from '../../../contracts/services/federation/clients.js';
import { isId } from '../../../lib/ids.js';
import type { Sealer } from '../seal.js';

/** Clients of third parties. They are made by hand, so all else that an adapter can do is refused. */
export function clientAdapter(clients: Pick<Clients, 'findClient'>, sealer: Sealer): Adapter {
  const refuse = () => Promise.reject(new Error('Clients are added and removed by rose client.'));
  return {
    ...{ upsert: refuse, consume: refuse, destroy: refuse, revokeByGrantId: refuse },
    findByUserCode: async () => undefined,
    findByUid: async () => undefined,
    async find(id): Promise<AdapterPayload | undefined> {
      const client = isId(id) ? await clients.findClient(id) : null;
      if (client === null) return undefined;
      const { sealedSecret, backchannelLogoutUri } = client;
      return {
        client_id: client.id,
        client_name: client.name,
        ...(sealedSecret === null ? {} : { client_secret: sealer.open(sealedSecret, client.id) }),
        token_endpoint_auth_method: client.authMethod,
        redirect_uris: client.redirectUris,
        post_logout_redirect_uris: client.postLogoutRedirectUris,
        ...(backchannelLogoutUri === null
          ? {}
          : { backchannel_logout_uri: backchannelLogoutUri, backchannel_logout_session_required: true }),
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      };
    },
  };
}
