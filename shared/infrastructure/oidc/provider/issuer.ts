import type { Middleware as KoaMiddleware } from 'koa';
import type Provider from 'oidc-provider';
import type { FederationService } from '../../../contracts/services/federation.js';
import type { Config } from '../../config/config.js';
import type { Context, Middleware } from '../../http/context.js';
import { alsoFormsTo } from '../../http/security-headers.js';
import type { Log } from '../../log/log.js';
import { keySealer } from '../keys/key-ring.js';
import type { Ask } from '../records/record-table.js';
import { Unwritten } from '../records/unwritten.js';
import { buildProvider } from './build-provider.js';
import { KeyWatch } from './key-watch.js';
import { loadLibrary } from './load-library.js';
import type { ProviderPages } from './pages.js';
import { providerPath } from './provider-path.js';
import { redirectPostedLogout } from './redirect-posted-logout.js';
import { redirectPostedRequest } from './redirect-posted-request.js';
import { goOnWithoutQuestion } from './sign-out.js';
import { standAtIssuer } from './stand-at-issuer.js';

/** The OpenID provider, as the app that is one has it. */
export interface Issuer {
  /** What clients ask by themselves: neither a session nor a cookie counts there. */
  answerMachines: Middleware;
  /** What people come through: signing in, going on, signing out. */
  answerPeople: Middleware;
  /** The provider of this moment, in the place of this request. @throws what the database says, while it is away. */
  at(ctx: Context): Promise<Provider>;
}

export interface IssuerOptions {
  config: Config;
  ask: Ask;
  federation: FederationService;
  pages: ProviderPages;
  log: Log;
}

export const forMachines: ReadonlySet<string> = new Set([
  ...['/token', '/request', '/me', '/jwks', '/token/revocation', '/token/introspection'].map(
    (path) => providerPath + path,
  ),
  ...['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server'],
]);
const keysPath = `${providerPath}/jwks`;
export const signOutPath = `${providerPath}/session/end`;
export const authorizationPath = `${providerPath}/auth`;

export function createIssuer({ log, ...around }: IssuerOptions): Issuer {
  const { config, ask, federation } = around;
  const unwritten = new Unwritten(ask);
  const watch = new KeyWatch({
    keys: federation,
    sealer: keySealer(config),
    build: async (keys) => buildProvider({ ...around, unwritten, library: await loadLibrary() }, keys),
    log,
    now: () => performance.now(),
  });

  async function at(ctx: Context): Promise<Provider> {
    standAtIssuer(ctx, config);
    return watch.provider(ctx.path === keysPath);
  }

  async function answer(ctx: Context, next: () => Promise<void>): Promise<void> {
    const provider = await at(ctx);
    const own = ctx.cookies;
    ctx.cookies = signedCookies(provider, ctx, config);
    try {
      const [run] = provider.middleware as unknown as [KoaMiddleware];
      await run(ctx, next);
      await unwritten.write(ctx);
      letFormGoOn(ctx);
      if (ctx.path === signOutPath) goOnWithoutQuestion(ctx);
    } finally {
      ctx.cookies = own;
    }
  }

  async function answerPostedLogout(ctx: Context): Promise<void> {
    ctx.state.route = signOutPath;
    return redirectPostedLogout(ctx, await at(ctx));
  }

  return {
    at,
    answerMachines(ctx, next) {
      if (forMachines.has(ctx.path)) return answer(ctx, next);
      if (ctx.method !== 'POST') return next();
      if (ctx.path === authorizationPath) return redirectPostedRequest(ctx);
      return ctx.path === signOutPath ? answerPostedLogout(ctx) : next();
    },
    answerPeople(ctx, next) {
      return ctx.path.startsWith(`${providerPath}/`) ? answer(ctx, next) : next();
    },
  };
}

/** Where a site wants its answer as a form (response_mode=form_post), the page that sends it must be let go there. */
function letFormGoOn(ctx: Context): void {
  const { params, redirectUriCheckPerformed } =
    (ctx as { oidc?: { params?: Record<string, unknown>; redirectUriCheckPerformed: boolean } }).oidc ?? {};
  if (params?.['response_mode'] !== 'form_post' || redirectUriCheckPerformed !== true) return;
  alsoFormsTo(ctx, new URL(String(params['redirect_uri'])).origin);
}

/** The provider's cookies are signed with keys of their own; all others on this host are none of its business. */
function signedCookies(provider: Provider, { req, res }: Context, { scheme }: Pick<Config, 'scheme'>) {
  const { cookies } = provider.createContext(req, res);
  cookies.secure = scheme === 'https';
  return cookies;
}
