import type { Routes } from '../../app/router.js';
import { authPaths } from '../auth-paths.js';
import { signedOutView } from '../../views/auth-views.js';
import { browserOf, sendOn } from '../begin-sign-in.js';
import type { Auth } from '../open-auth.js';

export const signedOutRoutes =
  (auth: Auth): Routes =>
  (router, config) => {
    router.get(authPaths.signedOut, async function sayGoodbye(ctx) {
      const browser = browserOf(ctx, config);
      const ended = await auth.handshakes.take('sign-out', browser, ctx.query['state']).catch(() => null);
      if (ended?.next) {
        sendOn(ctx, ended.next);
        return;
      }
      if (ctx.viewer !== null) {
        sendOn(ctx, '/');
        return;
      }
      await ctx.render(signedOutView, { again: authPaths.login }, { robots: 'noindex' });
      ctx.set('cache-control', 'no-store');
    });
  };
