import type { Config } from '../config/config.js';
import type { Context } from '../http/context.js';
import { handshakeCookie, setCookie } from '../http/session/cookies.js';
import { handshakeSeconds, newSecret } from './handshakes.js';
import type { Auth } from './open-auth.js';

const secretPattern = /^[\w-]{43}$/;

/** The secret of this browser, where it has one: several tabs share it. */
export function browserOf(ctx: Context, { scheme }: Pick<Config, 'scheme'>): string | undefined {
  const value = ctx.cookies.get(handshakeCookie(scheme === 'https'));
  return value !== undefined && secretPattern.test(value) ? value : undefined;
}

/** The browser is known by this secret from now on, for as long as somebody may take to sign in. */
export function markBrowser(ctx: Context, { scheme }: Pick<Config, 'scheme'>, browser: string): void {
  const https = scheme === 'https';
  setCookie(ctx, handshakeCookie(https), browser, { https, maxAge: handshakeSeconds });
}

/** What the browser is to be told. */
export interface BegunSignIn {
  url: string;
  browser: string;
}

/**
 * Remembers where to come back to. Nothing is answered by it, so that whoever does not wait for it can answer otherwise.
 *
 * @param ask `isSilent`: nobody is to be asked anything.
 * @throws Error when the provider or Redis is away.
 */
export async function beginSignIn(
  ctx: Context,
  { relyingParty, handshakes }: Auth,
  config: Config,
  { next, isSilent }: { next: string; isSilent: boolean },
): Promise<BegunSignIn> {
  const [state, nonce, verifier] = [newSecret(), newSecret(), newSecret()];
  const url = await relyingParty.signInUrl({ state, nonce, verifier }, isSilent ? 'none' : undefined);
  const browser = browserOf(ctx, config) ?? newSecret();
  await handshakes.keep(browser, state, { kind: 'sign-in', nonce, verifier, next, isSilent });
  return { url, browser };
}

/** Sends the browser to the provider. */
export function sendToProvider(ctx: Context, config: Pick<Config, 'scheme'>, { url, browser }: BegunSignIn): void {
  markBrowser(ctx, config, browser);
  sendOn(ctx, url);
}

/** 303: whatever brought somebody here, they go on by GET. RFC 9110, 15.4.4. */
export function sendOn(ctx: Context, url: string): void {
  ctx.status = 303;
  ctx.set({ location: url, 'cache-control': 'no-store' });
  ctx.type = 'text/plain; charset=utf-8';
  ctx.body = 'This way.\n';
}
