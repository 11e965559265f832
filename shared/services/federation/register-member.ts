import type { NewMember, Registration } from '../../contracts/services/federation.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { checkInput } from '../../lib/refusals.js';
import type { UnitDeps } from '../unit-deps.js';
import { addMember } from './add-member.js';
import { getMember } from './find-member.js';
import { memberFields } from './member-fields.js';
import { requireRegistrar } from './policy.js';

export async function registerMember(deps: UnitDeps, viewer: MaybeViewer, person: NewMember): Promise<Registration> {
  requireRegistrar(viewer);
  const checked = checkInput(memberFields, person);
  if (checked.kind === 'refused') return checked;
  const added = await addMember(deps, checked.input);
  return added.kind === 'known' ? { kind: 'known', member: await getMember(deps, added.memberId) } : added;
}
