import type { Context } from '../http/context.js';
import { newSecret, newState, type Handshake } from './handshakes.js';
import type { Auth } from './open-auth.js';

/** What the browser is to be told. */
export interface BegunSignIn {
  url: string;
  state: string;
  handshake: Handshake;
}

/**
 * Where to send somebody, and what to remember of it. Nothing is answered by it, so that whoever does not wait for it can
 * answer otherwise.
 *
 * @param ask `isSilent`: nobody is to be asked anything.
 * @throws Error when the provider is away.
 */
export async function beginSignIn(
  { relyingParty }: Pick<Auth, 'relyingParty'>,
  { next, isSilent }: { next: string; isSilent: boolean },
): Promise<BegunSignIn> {
  const [state, nonce, verifier] = [newState(isSilent), newSecret(), newSecret()];
  const url = await relyingParty.signInUrl({ state, nonce, verifier }, isSilent ? 'none' : undefined);
  return { url, state, handshake: { kind: 'sign-in', nonce, verifier, next, isSilent } };
}

/** Sends the browser to the provider. */
export function sendToProvider(
  ctx: Context,
  { handshakes }: Pick<Auth, 'handshakes'>,
  { url, state, handshake }: BegunSignIn,
): void {
  handshakes.keep(ctx, state, handshake);
  sendOn(ctx, url);
}

/** 303: whatever brought somebody here, they go on by GET. RFC 9110, 15.4.4. */
export function sendOn(ctx: Context, url: string): void {
  ctx.status = 303;
  ctx.set({ location: url, 'cache-control': 'no-store' });
  ctx.type = 'text/plain; charset=utf-8';
  ctx.body = 'This way.\n';
}
