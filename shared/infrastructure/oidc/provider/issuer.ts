import type { Middleware as KoaMiddleware } from 'koa';
import type Provider from 'oidc-provider';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { FederationService } from '../../../contracts/services/federation.js';
import { AppError } from '../../../lib/errors.js';
import type { Config } from '../../config/config.js';
import type { Context, Middleware } from '../../http/context.js';
import { alsoFormsTo } from '../../http/security-headers.js';
import { forgetBrowser } from '../../http/session/forget-browser.js';
import type { Log } from '../../log/log.js';
import { keySealer } from '../keys/key-ring.js';
import type { Ask } from '../records/record-table.js';
import { Unwritten } from '../records/unwritten.js';
import { buildProvider } from './build-provider.js';
import { KeyWatch } from './key-watch.js';
import { loadLibrary } from './load-library.js';
import type { ProviderPages } from './pages.js';
import type { Asked, ProviderDoor } from './provider-door.js';
import { providerPath } from './provider-path.js';
import { redirectPostedLogout } from './redirect-posted-logout.js';
import { redirectPostedRequest } from './redirect-posted-request.js';
import { goOnWithoutQuestion } from './sign-out.js';
import { standAtIssuer } from './stand-at-issuer.js';

/** The OpenID provider, as the app that is one has it. */
export interface Issuer extends ProviderDoor {
  /** What clients ask by themselves: neither a session nor a cookie counts there. */
  answerMachines: Middleware;
  /** What people come through: signing in, going on, signing out. */
  answerPeople: Middleware;
}

export interface IssuerOptions {
  config: Config;
  ask: Ask;
  federation: FederationService;
  pages: ProviderPages;
  log: Log;
}

/** What machines ask, and how. */
export const forMachines: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  [`${providerPath}/token`, ['POST']],
  [`${providerPath}/request`, ['POST']],
  [`${providerPath}/token/revocation`, ['POST']],
  [`${providerPath}/token/introspection`, ['POST']],
  [`${providerPath}/me`, ['GET', 'HEAD', 'POST']],
  [`${providerPath}/jwks`, ['GET', 'HEAD']],
  ['/.well-known/openid-configuration', ['GET', 'HEAD']],
  ['/.well-known/oauth-authorization-server', ['GET', 'HEAD']],
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

  async function at(ctx: Asked): Promise<Provider> {
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
      if (hasEnded(ctx)) forgetBrowser(ctx, config);
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
      const methods = forMachines.get(ctx.path);
      if (methods !== undefined) {
        refuseOthers(ctx, methods);
        return answer(ctx, next);
      }
      if (ctx.method !== 'POST') return next();
      if (ctx.path === authorizationPath) return redirectPostedRequest(ctx);
      return ctx.path === signOutPath ? answerPostedLogout(ctx) : next();
    },
    answerPeople(ctx, next) {
      return ctx.path.startsWith(`${providerPath}/`) ? answer(ctx, next) : next();
    },
  };
}

/** @throws AppError for a method that is none here; programs of browsers ask beforehand (OPTIONS), which the provider answers. */
function refuseOthers(ctx: Context, methods: readonly string[]): void {
  if (ctx.method === 'OPTIONS' || methods.includes(ctx.method)) return;
  ctx.set('allow', methods.join(', '));
  throw new AppError('method', 405, 'That cannot be done with this address.');
}

/** Whether somebody was signed out by it: at a site of others, say, or by a page of ours to which nobody has sent them. */
function hasEnded(ctx: Context): boolean {
  const { session } = (ctx as unknown as Partial<KoaContextWithOIDC>).oidc ?? {};
  return (session as { destroyed?: boolean } | undefined)?.destroyed === true;
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
