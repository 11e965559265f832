import type { FederationService } from '../../contracts/services/federation.js';
import type { UnitDeps } from '../unit-deps.js';
import { countMembers } from './count-members.js';
import { findMember, findMemberById } from './find-member.js';
import { findViewer } from './find-viewer.js';
import { grantRole } from './grant-role.js';
import { listNewest } from './list-newest.js';
import { providerVerbs, signInVerbs } from './provider-verbs.js';
import { registerMember } from './register-member.js';

export function federationService(deps: UnitDeps): FederationService {
  return {
    registerMember: (viewer, person) => registerMember(deps, viewer, person),
    grantRole: (viewer, grant) => grantRole(deps, viewer, grant),
    findMember: (viewer, handle) => findMember(deps, viewer, handle),
    findMemberById: (viewer, id) => findMemberById(deps, viewer, id),
    listNewest: (viewer, limit) => listNewest(deps, viewer, limit),
    findViewer: (id, signInId) => findViewer(deps, id, signInId),
    countMembers: () => countMembers(deps),
    ...signInVerbs(deps),
    ...providerVerbs(deps),
  };
}
