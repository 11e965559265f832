import { decodeJwt } from 'jose';
import type Provider from 'oidc-provider';
import { readBody } from '../../http/body-limit.js';
import type { Context } from '../../http/context.js';

const mostBytes = 16 * 1024;
const kept = ['client_id', 'post_logout_redirect_uri', 'state', 'ui_locales', 'logout_hint'];

/**
 * A site may send its sign-out as a form, too (RP-Initiated Logout, 2). It comes without our cookies, so the browser is sent
 * on to the same place by its address. The hint stays behind: a form from elsewhere is asked about, whatever it shows.
 */
export async function redirectPostedLogout(ctx: Context, provider: Provider): Promise<void> {
  const form = new URLSearchParams((await readBody(ctx, mostBytes)).toString('utf8'));
  const query = new URLSearchParams();
  for (const name of kept) {
    const value = form.get(name);
    if (value !== null) query.set(name, value);
  }
  const clientId = await audienceOf(form.get('id_token_hint'), provider);
  if (clientId !== null && !query.has('client_id')) query.set('client_id', clientId);
  ctx.status = 303;
  ctx.set('cache-control', 'no-store');
  ctx.redirect(`${ctx.path}?${query.toString()}`);
}

/** Whom we gave the hint to, when it was we who did. It may be out of date. */
async function audienceOf(hint: string | null, provider: Provider): Promise<string | null> {
  try {
    const { aud } = decodeJwt(hint ?? '');
    const client = typeof aud === 'string' ? await provider.Client.find(aud) : undefined;
    if (client === undefined) return null;
    await provider.IdToken.validate(hint ?? '', client);
    return client.clientId;
  } catch {
    return null;
  }
}
