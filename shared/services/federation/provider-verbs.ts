import type { Clients } from '../../contracts/services/federation/clients.js';
import type { Keys } from '../../contracts/services/federation/keys.js';
import type { ProviderMemory } from '../../contracts/services/federation/sessions.js';
import type { SignIns } from '../../contracts/services/federation/sign-ins.js';
import type { Tokens } from '../../contracts/services/federation/tokens.js';
import type { UnitDeps } from '../unit-deps.js';
import { addClient } from './clients/add-client.js';
import { findConsent, giveConsent } from './clients/consents.js';
import { listConsents, withdrawConsent } from './clients/own-consents.js';
import { findClient } from './clients/find-client.js';
import { listClients } from './clients/list-clients.js';
import { removeClient } from './clients/remove-client.js';
import { addKey, countMissingKeys } from './keys/add-key.js';
import { listKeys, listSealedKeys } from './keys/list-keys.js';
import { keepKeysFresh, rotateKeys } from './keys/rotate-keys.js';
import { findLogout, listLateLogouts, settleLogout } from './sign-ins/deliveries.js';
import { endAllSignIns } from './sign-ins/end-all-sign-ins.js';
import { endEverySignIn } from './sign-ins/end-every-sign-in.js';
import { endSession } from './sign-ins/end-session.js';
import { endSignIn } from './sign-ins/end-sign-in.js';
import { findAccount } from './sign-ins/find-account.js';
import { keepSession } from './sign-ins/keep-session.js';
import { listSignIns } from './sign-ins/list-sign-ins.js';
import { orderLogout } from './sign-ins/order-logout.js';
import { revokeReusedGrant } from './sign-ins/revoke-reused-grant.js';
import { signOutMember } from './sign-ins/sign-out-member.js';
import { tidySignIns } from './sign-ins/tidy-sign-ins.js';
import { addToken } from './tokens/add-token.js';
import { findBearer } from './tokens/find-bearer.js';
import { listTokens } from './tokens/list-tokens.js';
import { revokeToken } from './tokens/revoke-token.js';

/** Who is signed in where. */
export function signInVerbs(deps: UnitDeps): SignIns & Omit<ProviderMemory, 'recallRecord'> {
  return {
    listSignIns: (viewer, memberId) => listSignIns(deps, viewer, memberId),
    endSignIn: (viewer, signInId, from) => endSignIn(deps, viewer, signInId, from),
    endAllSignIns: (viewer, memberId, exceptId) => endAllSignIns(deps, viewer, memberId, exceptId),
    signOutMember: (viewer, named) => signOutMember(deps, viewer, named),
    endEverySignIn: (viewer) => endEverySignIn(deps, viewer),
    keepSession: (session) => keepSession(deps, session),
    endSession: (session) => endSession(deps, session),
    revokeReusedGrant: (grantId) => revokeReusedGrant(deps, grantId),
    findAccount: (memberId, sessionUid) => findAccount(deps, memberId, sessionUid),
    findConsent: (memberId, clientId) => findConsent(deps, memberId, clientId),
    giveConsent: (memberId, clientId, scopes) => giveConsent(deps, memberId, clientId, scopes),
    orderLogout: (logout) => orderLogout(deps, logout),
    findLogout: (id) => findLogout(deps, id),
    settleLogout: (id) => settleLogout(deps, id),
    listLateLogouts: (limit) => listLateLogouts(deps, limit),
    tidySignIns: () => tidySignIns(deps),
  };
}

/** What the provider stands on. */
export function providerVerbs(deps: UnitDeps): Clients & Keys & Tokens {
  return {
    addClient: (viewer, client) => addClient(deps, viewer, client),
    listClients: (viewer) => listClients(deps, viewer),
    removeClient: (viewer, clientId) => removeClient(deps, viewer, clientId),
    listConsents: (viewer) => listConsents(deps, viewer),
    withdrawConsent: (viewer, clientId) => withdrawConsent(deps, viewer, clientId),
    findClient: (clientId) => findClient(deps, clientId),
    listKeys: () => listKeys(deps),
    listSealedKeys: () => listSealedKeys(deps),
    countMissingKeys: () => countMissingKeys(deps),
    addKey: (key) => addKey(deps, key),
    rotateKeys: (viewer, when) => rotateKeys(deps, viewer, when),
    keepKeysFresh: () => keepKeysFresh(deps),
    addToken: (viewer, token) => addToken(deps, viewer, token),
    listTokens: (viewer) => listTokens(deps, viewer),
    revokeToken: (viewer, tokenId) => revokeToken(deps, viewer, tokenId),
    findBearer: (tokenSha256) => findBearer(deps, tokenSha256),
  };
}
