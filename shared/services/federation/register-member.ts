import type { NewMember, Registration } from '../../contracts/services/federation.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { checkInput } from '../../lib/refusals.js';
import { memberIdOf } from '../../lib/viewers.js';
import type { UnitDeps } from '../unit-deps.js';
import { addMember } from './add-member.js';
import { agree } from './agreements.js';
import { getMember } from './find-member.js';
import { memberFields } from './member-fields.js';
import { requireRegistrar } from './policy.js';

export async function registerMember(deps: UnitDeps, viewer: MaybeViewer, person: NewMember): Promise<Registration> {
  requireRegistrar(viewer);
  const checked = checkInput(memberFields, person);
  if (checked.kind === 'refused') return checked;
  const { agreedTo, ...member } = checked.input;
  const added = await addMember(deps, member);
  if (added.kind === 'joined' && agreedTo !== undefined) {
    await agree(deps, added.member.id, agreedTo, memberIdOf(viewer));
  }
  return added.kind === 'known' ? { kind: 'known', member: await getMember(deps, added.memberId) } : added;
}
