import type { Routes } from '../../app/router.js';
import { authPaths } from '../auth-paths.js';
import { signedOutView } from '../../views/auth-views.js';
import { sendOn } from '../begin-sign-in.js';
import type { Auth } from '../open-auth.js';

export const signedOutRoutes =
  (auth: Auth): Routes =>
  (router) => {
    router.get(authPaths.signedOut, async function sayGoodbye(ctx) {
      const ended = auth.handshakes.take(ctx, 'sign-out', ctx.query['state']);
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
