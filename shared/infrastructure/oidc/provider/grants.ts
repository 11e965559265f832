import type { Grant, KoaContextWithOIDC } from 'oidc-provider';
import type { ProviderMemory } from '../../../contracts/services/federation/sessions.js';
import { isFirstParty } from '../first-party.js';
import { scopes as known } from './accounts.js';

/**
 * What a client may know in this session. Our own six are one house, so nobody is asked; of others, what the member agreed
 * to, now or another day. Undefined where they were never asked.
 */
export function grantLoader(memory: Pick<ProviderMemory, 'findConsent'>) {
  return async function loadExistingGrant(ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
    const { client, session } = ctx.oidc;
    const memberId = session?.accountId;
    if (client === undefined || memberId === undefined) return undefined;
    const present = await findGrant(ctx, memberId);
    const agreed = isFirstParty(client.clientId) ? known : await memory.findConsent(memberId, client.clientId);
    const wanted = wantedOf(ctx).filter((scope) => agreed.includes(scope));
    const missing = wanted.filter((scope) => !present?.getOIDCScope().split(' ').includes(scope));
    if (missing.length === 0) return present;
    const grant = present ?? new ctx.oidc.provider.Grant({ accountId: memberId, clientId: client.clientId });
    grant.addOIDCScope(missing.join(' '));
    await grant.save();
    return grant;
  };
}

async function findGrant({ oidc }: KoaContextWithOIDC, memberId: string): Promise<Grant | undefined> {
  const { client, session, result, provider } = oidc;
  const id = result?.consent?.grantId ?? (client && session?.grantIdFor(client.clientId));
  const grant = id === undefined ? undefined : await provider.Grant.find(id);
  return grant?.accountId === memberId ? grant : undefined;
}

const wantedOf = ({ oidc }: KoaContextWithOIDC) => [...oidc.requestParamOIDCScopes];
