import type { Context } from '@rose-ash/shared/infrastructure/http/context';
import { findPresentSession } from '@rose-ash/shared/infrastructure/oidc/provider/interactions';
import { sha256 } from '@rose-ash/shared/infrastructure/oidc/sha256';

/**
 * For pages in the middle of signing in or out, whose header offers no second way out.
 *
 * Whoever is signed in at the provider is no stranger on its pages: this site may have no session of theirs, since they came
 * straight from a site of others. For what such a page shows; what a form does is decided by its interaction.
 */
export async function knowPresent(ctx: Context): Promise<void> {
  const { issuer } = ctx;
  ctx.state.isMidway = true;
  if (ctx.viewer !== null || issuer === null) return;
  const session = await findPresentSession(issuer, ctx);
  if (session === null) return;
  // Not one whose sign-in was ended meanwhile.
  const account = await ctx.services.federation.findAccount(session.accountId, sha256(session.uid));
  if (account !== null) ctx.viewer = { id: account.id, roles: account.roles };
}
