import type { FindAccount, KoaContextWithOIDC } from 'oidc-provider';
import type { AccountDto, ProviderMemory } from '../../../contracts/services/federation/sessions.js';
import { isFirstParty } from '../first-party.js';
import type { Company } from '../records/company.js';
import { sha256 } from '../sha256.js';

/** What sites may ask to be told, by scope. Our own are told roles and the sign-in, too. */
export const claims = {
  openid: ['sub', 'auth_time', 'roles', 'sign_in'],
  profile: ['name', 'preferred_username'],
  email: ['email', 'email_verified'],
  sid: null,
};

export const scopes = ['openid', 'profile', 'email', 'offline_access'];

/** Of a token: whether it ends with the session in which it was given. */
interface Bound {
  sessionUid?: string | undefined;
  expiresWithSession?: boolean | undefined;
}

export function accountFinder(memory: Pick<ProviderMemory, 'findAccount'>, company: Company): FindAccount {
  return async function findAccount(ctx, memberId, token) {
    const uid = sessionOf(ctx, token as Bound | undefined);
    const uidSha256 = uid === undefined ? null : sha256(uid);
    const known = company.takeAccount(ctx, memberId, uidSha256);
    const account = known ?? (await memory.findAccount(memberId, uidSha256));
    if (account === null) return undefined;
    return { accountId: memberId, claims: async (_use, scope) => claimsOf(ctx, account, scope.split(' ')) };
  };
}

function sessionOf({ oidc }: KoaContextWithOIDC, token: Bound | undefined): string | undefined {
  if (token === undefined) return (oidc.session as { uid?: string } | undefined)?.uid;
  return token.expiresWithSession ? token.sessionUid : undefined;
}

/** The provider leaves out what the scopes do not cover. */
function claimsOf({ oidc }: KoaContextWithOIDC, account: AccountDto, scope: readonly string[]) {
  const { id, name, handle, email, roles, signInId } = account;
  const isOurs = isFirstParty(oidc.client?.clientId ?? '');
  return {
    ...{ sub: id, name, preferred_username: handle },
    // Whoever joined has shown that the address is theirs.
    ...{ email, email_verified: true },
    ...(isOurs || scope.includes('profile') ? { roles } : {}),
    ...(isOurs && signInId !== null ? { sign_in: signInId } : {}),
  };
}
