import type { Client, Configuration, KoaContextWithOIDC } from 'oidc-provider';
import type { FederationService } from '../../../contracts/services/federation.js';
import type { Config } from '../../config/config.js';
import type { Context } from '../../http/context.js';
import { clientSealer } from '../client-secrets.js';
import { firstPartyClients, isFirstParty } from '../first-party.js';
import type { SigningKey } from '../keys/key-ring.js';
import { clientAdapter } from '../records/client-adapter.js';
import { RecordAdapter } from '../records/record-adapter.js';
import { Company } from '../records/company.js';
import type { Ask } from '../records/record-table.js';
import type { Unwritten } from '../records/unwritten.js';
import { SessionAdapter } from '../records/session-adapter.js';
import { deriveKey } from '../seal.js';
import { accountFinder, claims, scopes } from './accounts.js';
import { mayReadInBrowser } from './browser-programs.js';
import { grantLoader } from './grants.js';
import { lifetimes } from './lifetimes.js';
import type { ProviderLibrary } from './load-library.js';
import type { ProviderPages } from './pages.js';
import { providerPath } from './provider-path.js';
import { sayError } from './say-error.js';
import { signOut } from './sign-out.js';

export interface ProviderSurroundings {
  config: Config;
  library: ProviderLibrary;
  ask: Ask;
  unwritten: Unwritten;
  federation: FederationService;
  pages: ProviderPages;
}

const routes = {
  authorization: `${providerPath}/auth`,
  token: `${providerPath}/token`,
  userinfo: `${providerPath}/me`,
  jwks: `${providerPath}/jwks`,
  end_session: `${providerPath}/session/end`,
  pushed_authorization_request: `${providerPath}/request`,
  revocation: `${providerPath}/token/revocation`,
  introspection: `${providerPath}/token/introspection`,
};

/** Clocks of well-kept servers differ by less. It also lengthens the life of tokens. */
const clockTolerance = 1;

export function providerOptions(around: ProviderSurroundings, keys: readonly SigningKey[]): Configuration {
  const { config, federation } = around;
  const company = new Company();
  return {
    ...{ routes, clockTolerance, claims, scopes, ttl: lifetimes, adapter: adapterFactory(around, company) },
    ...{ clients: firstPartyMetadata(config), jwks: { keys }, cookies: cookieOptions(config) },
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
    enabledJWA: { idTokenSigningAlgValues: ['RS256'], userinfoSigningAlgValues: ['RS256'] },
    pkce: { required: () => true },
    allowOmittingSingleRegisteredRedirectUri: false,
    // Sites read who somebody is from the ID token that they are given, without asking again.
    conformIdTokenClaims: false,
    rotateRefreshToken: true,
    issueRefreshToken: async (_ctx, client, source) =>
      isFirstParty(client.clientId) || source.scopes.has('offline_access'),
    expiresWithSession: async (ctx, source) =>
      isFirstParty(ctx.oidc.client?.clientId ?? '') || !source.scopes.has('offline_access'),
    clientBasedCORS: (_ctx, origin, client) => mayReadInBrowser(client, origin),
    findAccount: accountFinder(federation, company),
    loadExistingGrant: grantLoader(federation),
    interactions: { url: (_ctx, { prompt, uid }) => around.pages.interactionPath(prompt.name, uid) },
    renderError: sayError,
    features: features(around.pages),
    // Nothing here speaks to the world: who has to be told of an end is told by a job.
    fetch: () => Promise.reject(new Error('The provider asks nobody.')),
  };
}

function features(pages: ProviderPages): NonNullable<Configuration['features']> {
  const ownTokensOnly = async (_ctx: KoaContextWithOIDC, client: Client, token: { clientId?: string | undefined }) =>
    token.clientId === client.clientId;
  return {
    devInteractions: { enabled: false },
    resourceIndicators: { enabled: false },
    backchannelLogout: { enabled: true },
    introspection: { enabled: true, allowedPolicy: ownTokensOnly },
    revocation: { enabled: true, allowedPolicy: ownTokensOnly },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: signOut(pages),
      postLogoutSuccessSource: (ctx) => pages.showSignedOut(ctx as unknown as Context),
    },
  };
}

function adapterFactory({ library, ask, unwritten, federation, config }: ProviderSurroundings, company: Company) {
  const returnTo = (id: string) => `${config.urls.federation}${routes.authorization}/${id}`;
  const options = { library, ask, memory: federation, company, unwritten, returnTo };
  return (model: string) => {
    if (model === 'Client') return clientAdapter(federation, clientSealer(config));
    return model === 'Session' ? new SessionAdapter(options) : new RecordAdapter(model, options);
  };
}

function firstPartyMetadata(config: Config): NonNullable<Configuration['clients']> {
  return firstPartyClients(config).map(({ id, secret, ...uris }) => ({
    client_id: id,
    client_name: `${config.site.title}: ${id}`,
    client_secret: secret,
    redirect_uris: [uris.redirectUri],
    post_logout_redirect_uris: [uris.postLogoutRedirectUri],
    backchannel_logout_uri: uris.backchannelLogoutUri,
    backchannel_logout_session_required: true,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
  }));
}

/**
 * The session belongs to the host alone. Of interactions there may be several at once, in as many windows, so their cookies
 * are for one path each, which the prefix `__Host-` does not allow.
 */
function cookieOptions({ scheme, secretKey, previousSecretKeys }: Config): NonNullable<Configuration['cookies']> {
  const [host, secure] = scheme === 'https' ? ['__Host-', '__Secure-'] : ['', ''];
  const common = { httpOnly: true, sameSite: 'lax', signed: true } as const;
  return {
    names: {
      session: `${host}op_session`,
      interaction: `${secure}op_interaction`,
      resume: `${secure}op_resume`,
    },
    long: { ...common, path: '/' },
    short: common,
    keys: [secretKey, ...previousSecretKeys].map((secret) =>
      deriveKey(secret, 'provider-cookies').toString('base64url'),
    ),
  };
}
