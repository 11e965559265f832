import type { Routes } from '../../app/router.js';
import { readBody } from '../../http/body-limit.js';
import type { Context } from '../../http/context.js';
import { authPaths } from '../auth-paths.js';
import type { Auth } from '../open-auth.js';
import { BadLogoutToken, type LogoutOrder } from '../verify-logout-token.js';

const bodyBytes = 16_384;

/** The provider says that a session is over (OpenID Connect Back-Channel Logout 1.0, 2.5 to 2.8). */
export const backchannelLogoutRoutes =
  (auth: Auth): Routes =>
  (router) => {
    router.post(authPaths.backchannelLogout, async function hearOfTheEnd(ctx) {
      ctx.set('cache-control', 'no-store');
      try {
        const order = await auth.verifyLogoutToken(await tokenIn(ctx));
        if (!(await auth.spent.spend(order.jti, order.until))) throw new BadLogoutToken('was used before');
        await endOrGiveBack(auth, order);
        ctx.status = 200;
        ctx.body = '';
      } catch (error) {
        if (!(error instanceof BadLogoutToken)) throw error;
        ctx.state.log.info({ err: error }, 'a logout token was refused');
        ctx.status = 400;
        ctx.body = { error: 'invalid_request', error_description: 'This is no logout token for us.' };
      }
    });
  };

async function tokenIn(ctx: Context): Promise<string> {
  if (!ctx.is('application/x-www-form-urlencoded')) throw new BadLogoutToken('is no form');
  return new URLSearchParams((await readBody(ctx, bodyBytes)).toString('utf8')).get('logout_token') ?? '';
}

/** One that could not be followed may come again. */
async function endOrGiveBack({ sessions, spent }: Auth, { jti, sid, sub }: LogoutOrder): Promise<void> {
  try {
    if (sid !== null) await sessions.endByProviderSid(sid);
    else if (sub !== null) await sessions.endBySubject(sub);
  } catch (error) {
    await spent.giveBack(jti);
    throw error;
  }
}
