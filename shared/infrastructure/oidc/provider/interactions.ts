import type Provider from 'oidc-provider';
import type { Context } from '../../http/context.js';
import type { ProviderDoor } from './provider-door.js';

export type ProviderInteraction = InstanceType<Provider['Interaction']>;
export type InteractionResult = Parameters<Provider['interactionResult']>[2];

/** Null when it is over, is another one than the address says, or was begun in another browser. */
export async function findProviderInteraction(
  issuer: ProviderDoor,
  ctx: Context,
  uid: string,
): Promise<ProviderInteraction | null> {
  const provider = await issuer.at(ctx);
  try {
    const interaction = await provider.interactionDetails(ctx.req, ctx.res);
    return interaction.uid === uid ? interaction : null;
  } catch (error) {
    if ((error as Error).name === 'SessionNotFound') return null;
    throw error;
  }
}

/** Who is signed in with this browser now; null for nobody. It may be somebody else than when the interaction began. */
export async function findPresentSession(
  issuer: ProviderDoor,
  ctx: Context,
): Promise<{ uid: string; accountId: string } | null> {
  const provider = await issuer.at(ctx);
  const { uid, accountId } = await provider.Session.get(provider.createContext(ctx.req, ctx.res));
  return accountId === undefined ? null : { uid, accountId };
}

/** Writes down how it went, and sends the browser back to where the provider goes on (303). */
export async function goOn(issuer: ProviderDoor, ctx: Context, result: InteractionResult): Promise<void> {
  const provider = await issuer.at(ctx);
  const returnTo = await provider.interactionResult(ctx.req, ctx.res, result, { mergeWithLastSubmission: true });
  ctx.status = 303;
  ctx.set('cache-control', 'no-store');
  ctx.redirect(returnTo);
}
