import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Context } from '../../http/context.js';
import { isFirstParty } from '../first-party.js';
import type { ProviderPages } from './pages.js';

interface State {
  secret: string;
  state?: string;
  postLogoutRedirectUri?: string;
}

/**
 * RP-initiated logout (OpenID Connect RP-Initiated Logout 1.0). Whoever comes from one of our own sites with an ID token of
 * this very session has pressed a button there, and is not asked again; everybody else is, since anybody can send a browser
 * here.
 */
export function signOut(pages: ProviderPages) {
  return async function logoutSource(ctx: KoaContextWithOIDC): Promise<void> {
    const { session, client } = ctx.oidc;
    const state = session?.state as State | undefined;
    if (session === undefined || state === undefined) throw new Error('There is no session to sign out of.');
    if (comesFromOwnButton(ctx)) return endAndGoOn(ctx, state);
    const origin = state.postLogoutRedirectUri === undefined ? null : new URL(state.postLogoutRedirectUri).origin;
    await pages.askToSignOut(ctx as unknown as Context, {
      clientName: client === undefined || isFirstParty(client.clientId) ? null : (client.clientName ?? null),
      action: new URL(ctx.oidc.urlFor('end_session_confirm')).pathname,
      ...{ xsrf: state.secret, redirectOrigin: origin },
    });
  };
}

/**
 * Nobody is signed in here any more, or nobody was: there is nothing to ask. The provider would have a script send a form,
 * so that it can take the same way on.
 */
export function goOnWithoutQuestion(ctx: Context): void {
  // Of a method that it does not know, the provider knows nothing at all.
  const { session } = (ctx as unknown as Partial<KoaContextWithOIDC>).oidc ?? {};
  const state = session?.state as State | undefined;
  if (ctx.status !== 200 || state === undefined || session?.accountId !== undefined) return;
  const asked = ctx as unknown as KoaContextWithOIDC;
  // Of a session that was ended before: a site of ours ends it first, and then sends the browser here.
  if (asked.oidc.cookies.get(asked.oidc.provider.cookieName('session')) !== undefined) dropCookie(asked);
  goOn(asked, state);
}

/** The provider has checked signature, issuer and audience of the hint; not whose it is. */
function comesFromOwnButton({ oidc }: KoaContextWithOIDC): boolean {
  const { session, client } = oidc;
  const hint = (oidc.entities as { IdTokenHint?: { payload: { sub?: string; sid?: string } } }).IdTokenHint?.payload;
  if (hint === undefined || client === undefined || !isFirstParty(client.clientId)) return false;
  const sid = session?.sidFor(client.clientId);
  return sid !== undefined && hint.sid === sid && hint.sub === session?.accountId;
}

async function endAndGoOn(ctx: KoaContextWithOIDC, state: State): Promise<void> {
  await ctx.oidc.session?.destroy();
  dropCookie(ctx);
  goOn(ctx, state);
}

function dropCookie({ oidc: { provider, cookies } }: KoaContextWithOIDC): void {
  cookies.set(provider.cookieName('session'), null, { path: '/', httpOnly: true, sameSite: 'lax' });
}

function goOn(ctx: KoaContextWithOIDC, { postLogoutRedirectUri, state }: State): void {
  const target = new URL(postLogoutRedirectUri ?? ctx.oidc.urlFor('end_session_success'));
  if (postLogoutRedirectUri !== undefined && state !== undefined) target.searchParams.set('state', state);
  ctx.status = 303;
  ctx.redirect(target.href);
}
