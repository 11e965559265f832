import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** However often somebody comes back: after this they are asked once who they are. */
export const sessionDays = 90;

/** Offline access of a third party's program. */
const offlineDays = 365;

interface SignedIn {
  accountId?: string | undefined;
  loginTs?: number | undefined;
}

/** All in seconds. */
export const lifetimes: NonNullable<Configuration['ttl']> = {
  AccessToken: 15 * minute,
  AuthorizationCode: minute,
  IdToken: hour,
  Interaction: hour,
  RefreshToken: 30 * day,
  Grant: (_ctx, grant) =>
    (grant.getOIDCScope().split(' ').includes('offline_access') ? offlineDays : sessionDays) * day,
  Session: (_ctx: KoaContextWithOIDC, session: SignedIn) => sessionSeconds(session),
};

/** Counted from the sign-in: being used does not make it longer. Before somebody signed in there is little to remember. */
function sessionSeconds({ accountId, loginTs = 0 }: SignedIn): number {
  if (accountId === undefined) return hour;
  return Math.max(1, loginTs + sessionDays * day - Math.floor(Date.now() / 1_000));
}
