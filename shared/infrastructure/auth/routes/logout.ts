import { NotFound } from '../../../lib/errors.js';
import type { Routes } from '../../app/router.js';
import { readBody } from '../../http/body-limit.js';
import type { Context } from '../../http/context.js';
import { ssoHintCookie } from '../../http/session/cookies.js';
import { forgetBrowser } from '../../http/session/forget-browser.js';
import type { Session, Tokens } from '../../http/session/session.js';
import { authPaths } from '../auth-paths.js';
import { sendOn } from '../begin-sign-in.js';
import { newState } from '../handshakes.js';
import type { Auth } from '../open-auth.js';
import { safeNext } from '../safe-next.js';

const bodyBytes = 4_096;

export const logoutRoutes =
  (auth: Auth): Routes =>
  (router, config) => {
    const own = config.urls[config.service];

    router.post(authPaths.logout, async function signOut(ctx) {
      const next = safeNext(await nextIn(ctx), own, config.urls);
      const { session } = ctx.state;
      const wasKnown = session !== undefined || ctx.cookies.get(ssoHintCookie) !== undefined;
      const tokens = await endOwn(ctx, auth, session);
      if (session !== undefined) await endEverywhere(ctx, session);
      forgetBrowser(ctx, config);
      const url = wasKnown ? await signOutUrl(ctx, auth, tokens, next) : null;
      sendOn(ctx, url ?? next ?? authPaths.signedOut);
    });
  };

/** A form without fields may come without a body. */
async function nextIn(ctx: Context): Promise<string | null> {
  const body = ctx.is('application/x-www-form-urlencoded') ? (await readBody(ctx, bodyBytes)).toString('utf8') : '';
  return new URLSearchParams(body).get('next') ?? new URLSearchParams(ctx.querystring).get('next');
}

/** At once, and whatever becomes of the way through the provider. */
async function endOwn(ctx: Context, { sessions }: Auth, session: Session | undefined): Promise<Tokens | null> {
  if (session === undefined) return null;
  try {
    const tokens = await sessions.readTokens(session);
    await sessions.end(session);
    return tokens;
  } catch (error) {
    ctx.state.log.warn({ err: error }, 'a session could not be ended here; its browser forgets it');
    return null;
  }
}

/** In the database, before the browser goes anywhere: it may never arrive at the provider. */
async function endEverywhere(ctx: Context, { signIn }: Session): Promise<void> {
  await ctx.services.federation.endSignIn(ctx.viewer, signIn, signIn).catch((error: unknown) => {
    // Over already: it is as they wish.
    if (error instanceof NotFound) return;
    ctx.state.log.warn({ err: error }, 'a sign-in could not be ended');
  });
}

/** Null where the provider is away. */
async function signOutUrl(
  ctx: Context,
  { relyingParty, handshakes }: Auth,
  tokens: Tokens | null,
  next: string | null,
): Promise<string | null> {
  const state = newState(false);
  try {
    if (!(await relyingParty.isThere())) return null;
    const url = await relyingParty.signOutUrl({ state, idToken: tokens?.idToken ?? null });
    handshakes.keep(ctx, state, { kind: 'sign-out', next });
    return url;
  } catch (error) {
    ctx.state.log.warn({ err: error }, 'somebody could not be signed out at the provider');
    return null;
  }
}
