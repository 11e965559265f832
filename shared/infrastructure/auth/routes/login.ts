import { AppError } from '../../../lib/errors.js';
import type { Routes } from '../../app/router.js';
import type { SiteUrls } from '../../config/site-urls.js';
import type { Context } from '../../http/context.js';
import { authPaths } from '../auth-paths.js';
import { beginSignIn, sendOn, sendToProvider } from '../begin-sign-in.js';
import type { Auth } from '../open-auth.js';
import { safeNext } from '../safe-next.js';

export const loginRoutes =
  (auth: Auth): Routes =>
  (router, config) => {
    const own = config.urls[config.service];

    router.get(authPaths.login, async function goAndSignIn(ctx) {
      const next = nextOf(ctx, own, config.urls);
      if (ctx.viewer !== null) {
        sendOn(ctx, next);
        return;
      }
      const begun = await beginSignIn(auth, { next, isSilent: false }).catch(sayAway);
      sendToProvider(ctx, auth, begun);
    });
  };

/** Where they say, else where they come from, else the front page. */
function nextOf(ctx: Context, own: string, urls: SiteUrls): string {
  return safeNext(ctx.query['next'], own, urls) ?? safeNext(ctx.get('referer'), own, urls) ?? `${urls.blog}/`;
}

export function sayAway(cause: unknown): never {
  throw new AppError(
    'sign-in-away',
    503,
    'Nobody can be signed in just now: the part of the house that knows everybody does not answer.',
    { cause, retryAfterSeconds: 5 },
  );
}
