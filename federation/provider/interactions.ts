import type { Context } from '@rose-ash/shared/infrastructure/http/context';
import { alsoFormsTo } from '@rose-ash/shared/infrastructure/http/security-headers';
import { isFirstParty } from '@rose-ash/shared/infrastructure/oidc/first-party';
import {
  findPresentSession,
  findProviderInteraction,
  goOn,
} from '@rose-ash/shared/infrastructure/oidc/provider/interactions';
import type { ProviderDoor } from '@rose-ash/shared/infrastructure/oidc/provider/provider-door';
import { sha256 } from '@rose-ash/shared/infrastructure/oidc/sha256';
import { AppError } from '@rose-ash/shared/lib/errors';

/** What the provider stopped for: somebody has to say who they are, or what a site may know of them. */
export interface Interaction {
  uid: string;
  prompt: 'login' | 'consent';
  client: {
    id: string;
    name: string;
    /** One of our own six. */
    isOurs: boolean;
  };
  /** Who they will say they are, as far as the site knows. */
  loginHint: string | null;
  /** Who is signed in already, when asked anew. */
  memberId: string | null;
  /** The site to which the browser goes on. */
  redirectOrigin: string;
  /** What the site wants to know and was not told before; of a question for consent. */
  scopes: readonly string[];
}

/**
 * The interaction that the route's `:uid` names. Null when it is over, or belongs to another browser. Forms of the page that
 * is shown for it may lead on to the site that waits.
 */
export async function findInteraction(ctx: Context): Promise<Interaction | null> {
  const issuer = issuerOf(ctx);
  const found = await findProviderInteraction(issuer, ctx, uidOf(ctx));
  if (found === null) return null;
  const { uid, prompt, params, session } = found;
  const clientId = String(params['client_id']);
  const client = await (await issuer.at(ctx)).Client.find(clientId);
  if (client === undefined) return null;
  const redirectOrigin = new URL(String(params['redirect_uri'])).origin;
  alsoFormsTo(ctx, redirectOrigin);
  const { login_hint: hint } = params;
  const { missingOIDCScope } = prompt.details as { missingOIDCScope?: string[] };
  return {
    uid,
    prompt: prompt.name === 'consent' ? 'consent' : 'login',
    client: { id: clientId, name: client.clientName ?? clientId, isOurs: isFirstParty(clientId) },
    loginHint: typeof hint === 'string' ? hint : null,
    memberId: session?.accountId ?? null,
    redirectOrigin,
    scopes: missingOIDCScope ?? String(params['scope']).split(' '),
  };
}

/**
 * Signs the member in and sends the browser on (303). Whoever else was signed in there is signed out everywhere first: when
 * the interaction began, or by another window since.
 */
export async function finishSignIn(ctx: Context, memberId: string): Promise<void> {
  const issuer = issuerOf(ctx);
  const found = await findProviderInteraction(issuer, ctx, uidOf(ctx));
  if (found === null) throw isOver();
  const { session: before } = found;
  const present = await findPresentSession(issuer, ctx);
  for (const session of [before, present]) {
    if (!session || session.accountId === memberId) continue;
    await ctx.services.federation.endSession({ uid: sha256(session.uid) });
  }
  // The provider goes on in no other session than the one in which it stopped.
  if (before !== undefined && (before.accountId !== memberId || before.uid !== present?.uid)) {
    delete found.session;
    await found.persist();
  }
  await goOn(issuer, ctx, { login: { accountId: memberId } });
}

/** Gives up: back to the site with `access_denied`. */
export async function abandon(ctx: Context): Promise<void> {
  if ((await findInteraction(ctx)) === null) throw isOver();
  await goOn(issuerOf(ctx), ctx, { error: 'access_denied', error_description: 'nobody wanted to go on' });
}

/** The member agrees to what the interaction asks, now and when they come again. */
export async function finishConsent(ctx: Context): Promise<void> {
  const interaction = await findInteraction(ctx);
  if (interaction?.prompt !== 'consent' || interaction.memberId === null) throw isOver();
  const { client, memberId, scopes } = interaction;
  if (!client.isOurs) await ctx.services.federation.giveConsent(memberId, client.id, scopes);
  // What they may know now is put together from what is remembered.
  await goOn(issuerOf(ctx), ctx, { consent: {} });
}

function issuerOf(ctx: Context): ProviderDoor {
  if (ctx.issuer === null) throw new Error('This app is no provider.');
  return ctx.issuer;
}

function uidOf(ctx: Context): string {
  const { uid } = (ctx as { params?: { uid?: string } }).params ?? {};
  return uid ?? '';
}

const isOver = () =>
  new AppError(
    'sign-in-over',
    400,
    'This sign-in took too long, or was begun in another window. Go back to the site and start again.',
  );
