import type { Viewer } from '../../contracts/viewer.js';
import type { Config } from '../config/config.js';
import type { Context } from '../http/context.js';
import { basketCookie, clearCookie, sessionCookie, setCookie, ssoTriedCookie } from '../http/session/cookies.js';
import { sessionTimes } from '../http/session/session.js';
import { hintAtSession } from '../http/session/sso-hint.js';
import type { Auth } from './open-auth.js';
import { refreshTime } from './refresh-session.js';
import type { SignedIn } from './relying-party.js';

const cookieSeconds = sessionTimes.absoluteMs / 1_000;
/** Should the new session not be there on the next page, nobody is sent round in circles for it. */
const settleSeconds = 10;

/** Begins a session under a new id, whatever the browser had before, and takes the guest's basket along. */
export async function enter(
  ctx: Context,
  { sessions }: Auth,
  config: Pick<Config, 'scheme' | 'baseDomain'>,
  signedIn: SignedIn,
  viewer: Viewer,
): Promise<void> {
  const https = config.scheme === 'https';
  await endBefore(ctx, sessions, signedIn);
  const id = await sessions.begin({ ...sessionOf(signedIn), refreshAt: refreshTime(signedIn) });
  setCookie(ctx, sessionCookie(https), id, { https, maxAge: cookieSeconds });
  hintAtSession(ctx, config);
  setCookie(ctx, ssoTriedCookie, '1', { https, maxAge: settleSeconds });
  if (await adoptBasket(ctx, viewer)) clearCookie(ctx, basketCookie, { https, domain: config.baseDomain });
}

/** Of the same sign-in it is another tab's, which came back a moment ago and may be loading its page. */
async function endBefore(
  { state: { session } }: Context,
  sessions: Auth['sessions'],
  { signIn }: SignedIn,
): Promise<void> {
  if (session === undefined) return;
  await (session.signIn === signIn ? sessions.endSoon(session) : sessions.end(session));
}

/** Whether the handle is of no more use. A basket that could not be taken along waits for the next time. */
async function adoptBasket(ctx: Context, viewer: Viewer): Promise<boolean> {
  const { guestBasket, log } = ctx.state;
  if (guestBasket === null) return false;
  try {
    await ctx.services.cart.adoptBasket(viewer, guestBasket);
    return true;
  } catch (error) {
    log.error({ err: error }, 'a guest’s basket could not be taken along; it waits for the next time');
    return false;
  }
}

const sessionOf = ({ subject, signIn, providerSid, tokens }: SignedIn) => ({ subject, signIn, providerSid, tokens });
