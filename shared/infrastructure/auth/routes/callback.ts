import type { Viewer } from '../../../contracts/viewer.js';
import type { Routes } from '../../app/router.js';
import type { Config } from '../../config/config.js';
import type { Context } from '../../http/context.js';
import { clearCookie, setCookie, ssoHintCookie, ssoTriedCookie } from '../../http/session/cookies.js';
import { authPaths } from '../auth-paths.js';
import { signInAgainView } from '../../views/auth-views.js';
import { sendOn } from '../begin-sign-in.js';
import { enter } from '../enter.js';
import { isSilentState, type Handshake } from '../handshakes.js';
import type { Auth } from '../open-auth.js';
import { SignInRefused, type SignedIn } from '../relying-party.js';
import { sayAway } from './login.js';

type Begun = Extract<Handshake, { kind: 'sign-in' }>;

/** For how long nobody is sent to the provider unasked: after it knew nobody, and after the way there or back was broken. */
const seconds = { knewNobody: 5 * 60, wasBroken: 30 };
/** Longer than a code is good for. */
const spentMs = 5 * 60_000;
/** By these it says that it knows nobody, or would have to ask them something (OpenID Connect Core 1.0, 3.1.2.6). */
const knowsNobody = new Set([
  'login_required',
  'interaction_required',
  'consent_required',
  'account_selection_required',
]);

export const callbackRoutes =
  (auth: Auth): Routes =>
  (router, config) => {
    router.get(authPaths.callback, async function comeBack(ctx) {
      ctx.set('cache-control', 'no-store');
      const answer = new URLSearchParams(ctx.querystring);
      const state = answer.get('state') ?? '';
      const begun = auth.handshakes.take(ctx, 'sign-in', state);
      if (begun === null || !(await isFirst(auth, state))) return sayLost(ctx, config, state, begun);
      try {
        const signedIn = await auth.relyingParty.redeem(answer, { state, ...begun });
        await enter(ctx, auth, config, signedIn, await memberOf(ctx, signedIn));
      } catch (error) {
        return failed(ctx, config, begun, error);
      }
      sendOn(ctx, begun.next);
    });
  };

async function memberOf(ctx: Context, { subject, signIn }: SignedIn): Promise<Viewer> {
  const viewer = await ctx.services.federation.findViewer(subject, signIn);
  if (viewer === null) throw new Error('the provider signed somebody in who is no member, or whose sign-in is over');
  return viewer;
}

/** A page that is asked for twice at once must not spend its code twice: the provider would take back all that came of it. */
async function isFirst({ spent }: Auth, state: string): Promise<boolean> {
  return spent.spend(`state ${state}`, Date.now() + spentMs).catch(sayAway);
}

/** Used before, too old, or begun in another browser. Nobody is signed in by it, and who asked for nothing is told nothing. */
async function sayLost(ctx: Context, config: Config, state: string, begun: Begun | null): Promise<void> {
  const next = begun?.next ?? '/';
  if (ctx.viewer !== null || isSilentState(state)) {
    if (ctx.viewer === null) rememberTry(ctx, config, false);
    sendOn(ctx, next);
    return;
  }
  await ctx.render(signInAgainView, { why: 'lost', again: againTo(begun) }, { status: 400, robots: 'noindex' });
}

async function failed(ctx: Context, config: Config, { isSilent, next }: Begun, error: unknown): Promise<void> {
  const hasSaidNo = error instanceof SignInRefused;
  ctx.state.log[hasSaidNo ? 'info' : 'warn']({ err: error, isSilent }, 'somebody could not be signed in');
  if (isSilent) {
    rememberTry(ctx, config, hasSaidNo && knowsNobody.has(error.reason));
    sendOn(ctx, next);
    return;
  }
  // They changed their mind at the provider's.
  if (hasSaidNo && error.reason === 'access_denied') {
    sendOn(ctx, next);
    return;
  }
  await ctx.render(signInAgainView, { why: 'refused', again: againTo({ next }) }, { status: 400, robots: 'noindex' });
}

/** Whatever else went wrong says nothing about who is signed in: the hint stays, which is one for all six. */
function rememberTry(ctx: Context, { scheme, baseDomain }: Config, isNobody: boolean): void {
  const https = scheme === 'https';
  if (isNobody) clearCookie(ctx, ssoHintCookie, { https, domain: baseDomain });
  setCookie(ctx, ssoTriedCookie, '1', { https, maxAge: isNobody ? seconds.knewNobody : seconds.wasBroken });
}

const againTo = (begun: Pick<Begun, 'next'> | null) =>
  authPaths.login + (begun === null ? '' : `?next=${encodeURIComponent(begun.next)}`);
