import type { Config } from '@rose-ash/shared/infrastructure/config/config';
import type { Context } from '@rose-ash/shared/infrastructure/http/context';
import { hintAtSession } from '@rose-ash/shared/infrastructure/http/session/sso-hint';
import { keepKnown } from './asker.js';
import type { Door } from './door.js';

/**
 * Knows the browser from now on, and sends it back to where it came from, signed in.
 *
 * @param memberId of one who has agreed to the terms: of everybody else a proof says that they are a `newcomer`.
 */
export async function letIn(ctx: Context, door: Door, config: Config, memberId: string): Promise<void> {
  await ctx.services.federation.rememberBrowser(memberId, keepKnown(ctx, config));
  // Whoever came from a site of others is known on ours, too, though none of them was there to say so.
  hintAtSession(ctx, config);
  ctx.set('cache-control', 'no-store');
  await door.finishSignIn(ctx, memberId);
}
