// The provider's library alone, with everything in memory: what the protocol itself costs. Whoever is asked is Fern.
import { generateKeyPairSync } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type Provider from 'oidc-provider';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { loadLibrary } from '../../../infrastructure/oidc/provider/load-library.js';
import { issuer, site } from '../site.js';

process.on('disconnect', () => process.exit(0));
// It warns of the memory that it is here for.
console.warn = () => undefined; // eslint-disable-line no-console -- nobody here is to be warned
const { default: Library } = await loadLibrary();
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

const provider: Provider = new Library(issuer, {
  clients: [{ ...site, grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'] }],
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' }] },
  cookies: { keys: ['a-key-of-the-bench'] },
  features: { devInteractions: { enabled: false } },
  pkce: { required: () => true },
  rotateRefreshToken: true,
  issueRefreshToken: async () => true,
  findAccount: (_ctx, accountId) => ({ accountId, claims: async () => ({ sub: accountId }) }),
  interactions: { url: (_ctx, { uid }) => `/sign-in/${uid}` },
  loadExistingGrant,
  ttl: {
    AccessToken: 900,
    AuthorizationCode: 60,
    IdToken: 3600,
    Grant: 3600,
    Interaction: 60,
    RefreshToken: 3600,
    Session: 3600,
  },
});
provider.proxy = true;

async function loadExistingGrant({ oidc }: KoaContextWithOIDC) {
  const { client, session } = oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const known = session.grantIdFor(client.clientId);
  if (known !== undefined) return provider.Grant.find(known);
  const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
  grant.addOIDCScope('openid');
  await grant.save();
  return grant;
}

provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith('/sign-in/')) {
    await next();
    return;
  }
  ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, { login: { accountId: 'fern' } }));
});

const server = provider.listen(0, '127.0.0.1', () => {
  process.send?.({ kind: 'ready', publicPort: (server.address() as AddressInfo).port, internalPort: 0 });
});
