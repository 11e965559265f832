import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Asker } from '@rose-ash/shared/contracts/services/federation/sign-in-by-mail';
import type { Config } from '@rose-ash/shared/infrastructure/config/config';
import { clientAddress, network } from '@rose-ash/shared/infrastructure/http/client-address';
import type { Context } from '@rose-ash/shared/infrastructure/http/context';

type Keys = Pick<Config, 'scheme' | 'secretKey'>;

const halfAYearSeconds = 180 * 24 * 60 * 60;
const cookieOf = ({ scheme }: Keys) => (scheme === 'https' ? '__Host-known' : 'known');
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');
const tokenOf = (ctx: Context, keys: Keys) => /^[\w-]{43}$/.exec(ctx.cookies.get(cookieOf(keys)) ?? '')?.[0] ?? null;

/** Network addresses are personal data: what is kept of one is a keyed hash. */
function householdOf(ctx: Context, { secretKey }: Keys): string {
  const address = network(clientAddress(ctx.req));
  return createHmac('sha256', secretKey).update(`sign-in ${address}`).digest('base64url').slice(0, 22);
}

export function askerOf(ctx: Context, keys: Keys): Asker {
  const token = tokenOf(ctx, keys);
  return { browserHash: token === null ? null : hashOf(token), household: householdOf(ctx, keys) };
}

/** Gives the browser a name of its own, or the one it has once more, by which it is known to us and to no other host. */
export function keepKnown(ctx: Context, keys: Keys): { browserHash: string; household: string } {
  const token = tokenOf(ctx, keys) ?? randomBytes(32).toString('base64url');
  const secure = keys.scheme === 'https' ? '; Secure' : '';
  const life = `Max-Age=${halfAYearSeconds}; Path=/; HttpOnly; SameSite=Lax${secure}`;
  ctx.append('set-cookie', `${cookieOf(keys)}=${token}; ${life}`);
  return { browserHash: hashOf(token), household: householdOf(ctx, keys) };
}
