import { createHash } from 'node:crypto';
import type { Client, Grant, KoaContextWithOIDC } from 'oidc-provider';
import type { ProviderMemory } from '../../../contracts/services/federation/sessions.js';
import { isFirstParty } from '../first-party.js';
import { scopes as known } from './accounts.js';

type Session = NonNullable<KoaContextWithOIDC['oidc']['session']>;

const everyday = known.filter((scope) => scope !== 'offline_access');

/**
 * What a client may know in this session. Our own six are one house, so nobody is asked; of others, what the member agreed
 * to, now or another day. Undefined where they were never asked.
 */
export function grantLoader(memory: Pick<ProviderMemory, 'findConsent'>) {
  return async function loadExistingGrant(ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
    const { client, session } = ctx.oidc;
    const memberId = session?.accountId;
    if (client === undefined || session === undefined || memberId === undefined) return undefined;
    if (session.sidFor(client.clientId) === undefined) session.sidFor(client.clientId, nameOf('sid', session, client));
    const present = await findGrant(ctx, memberId);
    const agreed = isFirstParty(client.clientId) ? known : await memory.findConsent(memberId, client.clientId);
    const wanted = usual(client, wantedOf(ctx)).filter((scope) => agreed.includes(scope));
    const missing = wanted.filter((scope) => !present?.getOIDCScope().split(' ').includes(scope));
    if (missing.length === 0) return present;
    const grant = present ?? newGrant(ctx, session, client);
    grant.addOIDCScope(missing.join(' '));
    await grant.save();
    return grant;
  };
}

/**
 * Several windows may open the same client at the same time, each knowing nothing of the others. So what it is called in a
 * session follows from the two: all of them make the same, and what any of them is given holds.
 */
const nameOf = (what: string, { uid }: { uid: string }, { clientId }: Client) =>
  createHash('sha256').update(`${what} ${clientId} ${uid}`).digest('base64url');

/** Once one was revoked, the next has a name by chance: what somebody is about to issue on the old one stays worthless. */
function newGrant({ oidc }: KoaContextWithOIDC, session: Session, client: Client): Grant {
  const { clientId } = client;
  const grant = new oidc.provider.Grant({ accountId: session.accountId, clientId });
  if (session.grantIdFor(clientId) === undefined) grant.jti = nameOf('grant', session, client);
  return grant;
}

/** Ours have all from the beginning, so that of many at once each makes the same. Tokens say what was asked for. */
const usual = ({ clientId }: Client, wanted: readonly string[]) =>
  isFirstParty(clientId) ? [...new Set([...everyday, ...wanted])] : wanted;

async function findGrant({ oidc }: KoaContextWithOIDC, memberId: string): Promise<Grant | undefined> {
  const { client, session, result, provider } = oidc;
  const id = result?.consent?.grantId ?? (client && session?.grantIdFor(client.clientId));
  const grant = id === undefined ? undefined : await provider.Grant.find(id);
  return grant?.accountId === memberId ? grant : undefined;
}

const wantedOf = ({ oidc }: KoaContextWithOIDC) => [...oidc.requestParamOIDCScopes];
