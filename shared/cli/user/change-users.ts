import type { MemberDto } from '../../contracts/dtos/federation.js';
import type { Refused } from '../../contracts/problems.js';
import type { NewMember, RoleGrant, RoleRevocation } from '../../contracts/services/federation.js';
import { operator, type MemberRole } from '../../contracts/viewer.js';
import { OperatorError } from '../../lib/errors.js';
import { withServicesAndBell } from '../with-services.js';
import type { World } from '../world.js';

type Env = World['env'];

/** @throws OperatorError with what is wrong, in a sentence. */
export async function addUserTo(
  url: string,
  env: Env,
  person: NewMember,
): Promise<{ member: MemberDto; isNew: boolean }> {
  const added = await withServicesAndBell(url, env, ({ federation }) => federation.registerMember(operator, person));
  if (added.kind === 'refused') return giveUp(added);
  return { member: added.member, isNew: added.kind === 'joined' };
}

/**
 * Whether that changed anything.
 *
 * @throws OperatorError when there is no such member.
 */
export async function setRoleOf(
  url: string,
  env: Env,
  verb: 'grant' | 'revoke',
  grant: { handle: string; role: MemberRole },
): Promise<boolean> {
  const done = await withServicesAndBell<RoleGrant | RoleRevocation>(url, env, ({ federation }) =>
    verb === 'grant' ? federation.grantRole(operator, grant) : federation.revokeRole(operator, grant),
  );
  if (done.kind === 'refused') return giveUp(done);
  return done.kind === 'granted' || done.kind === 'revoked';
}

/**
 * How many browsers they were signed in with.
 *
 * @throws OperatorError when there is no such member.
 */
export async function signOutOf(url: string, env: Env, named: string): Promise<number> {
  const done = await withServicesAndBell(url, env, ({ federation }) => federation.signOutMember(operator, named));
  return done.kind === 'refused' ? giveUp(done) : done.count;
}

function giveUp({ problems }: Refused): never {
  throw new OperatorError(problems.map(({ sentence }) => sentence).join(' '));
}
