import type { FederationService } from '../../contracts/services/federation.js';
import type { ReadDeps, UnitDeps } from '../unit-deps.js';
import { countMembers } from './count-members.js';
import { findMember, findMemberById } from './find-member.js';
import { findViewer } from './find-viewer.js';
import { grantRole } from './grant-role.js';
import { listMembers } from './list-members.js';
import { listNewest } from './list-newest.js';
import { providerVerbs, signInVerbs } from './provider-verbs.js';
import { registerMember } from './register-member.js';
import { revokeRole } from './revoke-role.js';
import { recallRecord } from './sign-ins/recall-record.js';
import { signInByMail } from './sign-in/index.js';

/** Verbs of one statement, which need no transaction. */
export function federationReads(deps: ReadDeps): Pick<FederationService, 'findViewer' | 'recallRecord'> {
  return {
    findViewer: (id, signInId) => findViewer(deps, id, signInId),
    recallRecord: (record) => recallRecord(deps, record),
  };
}

export function federationService(deps: UnitDeps): FederationService {
  return {
    ...federationReads(deps),
    ...signInByMail(deps),
    registerMember: (viewer, person) => registerMember(deps, viewer, person),
    grantRole: (viewer, grant) => grantRole(deps, viewer, grant),
    revokeRole: (viewer, grant) => revokeRole(deps, viewer, grant),
    listMembers: (viewer, page) => listMembers(deps, viewer, page),
    findMember: (viewer, handle) => findMember(deps, viewer, handle),
    findMemberById: (viewer, id) => findMemberById(deps, viewer, id),
    listNewest: (viewer, limit) => listNewest(deps, viewer, limit),
    countMembers: () => countMembers(deps),
    ...signInVerbs(deps),
    ...providerVerbs(deps),
  };
}
