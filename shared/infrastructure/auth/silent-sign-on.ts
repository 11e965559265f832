import { within } from '../../lib/within.js';
import type { Config } from '../config/config.js';
import type { Context, Middleware } from '../http/context.js';
import { setCookie, ssoHintCookie, ssoTriedCookie } from '../http/session/cookies.js';
import { beginSignIn, sendToProvider } from './begin-sign-in.js';
import type { Auth } from './open-auth.js';
import { safeNext } from './safe-next.js';

/** Where somebody is in the middle of signing in, or asks the provider itself. */
const notInTheMiddle = /^\/(?:auth|oidc|sign-in|consent|\.well-known)(?:\/|$)/;
const mostMs = 1_000;
const underWaySeconds = 2;
const triedSeconds = 30;

/**
 * Signs in whoever is signed in at another of the six sites, by a way through the provider on which nobody is asked anything.
 * Only where the hint says that there is such a session, and only a page that somebody opens: strangers and crawlers are
 * never sent anywhere.
 */
export function silentSignOn(auth: Auth, config: Config): Middleware {
  const own = config.urls[config.service];
  return function signInUnasked(ctx, next) {
    const here = mayBeKnownElsewhere(ctx) ? safeNext(own + ctx.url, own, config.urls) : null;
    return here === null ? next() : trySignIn(ctx, next, here);
  };

  async function trySignIn(ctx: Context, next: () => Promise<void>, here: string): Promise<void> {
    if (!(await auth.relyingParty.isThere())) return next();
    const begun = await within(mostMs, beginSignIn(auth, { next: here, isSilent: true })).catch((error: unknown) => {
      ctx.state.log.warn({ err: error }, 'the provider could not be asked whom it knows; the page is a stranger’s');
      return null;
    });
    if (begun === null) return next();
    ctx.state.route = 'silent sign-on';
    sendToProvider(ctx, auth, begun);
    setCookie(ctx, ssoTriedCookie, String(secondsNow()), { https: config.scheme === 'https', maxAge: triedSeconds });
  }
}

const secondsNow = () => Math.floor(Date.now() / 1_000);

/**
 * Whether it was tried a while ago. One that is under way for a moment stands in the way of no other tab; one from which
 * nobody came back does, or every click would lead into a provider that is down.
 */
function wasTried(value: string | undefined): boolean {
  if (value === undefined) return false;
  return !/^\d{10}$/.test(value) || secondsNow() - Number(value) > underWaySeconds;
}

function mayBeKnownElsewhere(ctx: Context): boolean {
  const { viewer, state, method, path, cookies } = ctx;
  return (
    viewer === null &&
    state.isUnsure !== true &&
    method === 'GET' &&
    ctx.get('sec-fetch-mode') === 'navigate' &&
    ctx.get('sec-fetch-dest') === 'document' &&
    ctx.get('sec-purpose') === '' &&
    cookies.get(ssoHintCookie) === '1' &&
    !wasTried(cookies.get(ssoTriedCookie)) &&
    !notInTheMiddle.test(path)
  );
}
