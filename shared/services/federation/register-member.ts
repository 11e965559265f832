import { z } from 'zod';
import type { NewMember, Registration } from '../../contracts/services/federation.js';
import type { MaybeViewer, Viewer } from '../../contracts/viewer.js';
import { emailAddress, line } from '../../lib/fields.js';
import { isHandle, isReservedHandle } from '../../lib/handles.js';
import { checkInput, refuse } from '../../lib/refusals.js';
import { Member } from '../../models/federation/member.js';
import { insertNew } from '../insert-new.js';
import type { UnitDeps } from '../unit-deps.js';
import { findMember } from './find-member.js';
import { requireRegistrar } from './policy.js';

const fields = z.object({
  handle: z
    .string()
    .trim()
    .toLowerCase()
    .refine(isHandle, { error: 'A handle is 2 to 30 of the letters a to z, figures and _' })
    .refine((handle) => !isReservedHandle(handle), { error: 'This handle speaks for the house; choose another' }),
  email: emailAddress(),
  name: line('A name', 80),
});

export async function registerMember(deps: UnitDeps, viewer: MaybeViewer, person: NewMember): Promise<Registration> {
  requireRegistrar(viewer);
  const checked = checkInput(fields, person);
  if (checked.kind === 'refused') return checked;
  const member = { id: deps.newId(), ...checked.input, joinedAt: deps.clock() };
  if (!(await insertNew(deps.manager, Member, member))) return whoIsThere(deps, viewer, checked.input);
  deps.record('member.joined', { memberId: member.id });
  const { id, handle, name, joinedAt } = member;
  return { kind: 'joined', member: { id, handle, name, joinedAt, roles: [] } };
}

/** Handle, address or both are somebody's: of the one who is asked for, or of others. */
async function whoIsThere(deps: UnitDeps, viewer: Viewer, { handle, email }: NewMember): Promise<Registration> {
  const taken = await deps.manager.find(Member, {
    select: { id: true, handle: true, email: true },
    where: [{ handle }, { email }],
  });
  const self = taken.find((other) => other.handle === handle && other.email === email);
  const member = self === undefined ? null : await findMember(deps, viewer, handle);
  if (member !== null) return { kind: 'known', member };
  return refuse(
    ...(taken.some((other) => other.handle === handle)
      ? [{ field: 'handle', sentence: `@${handle} is taken; choose another handle.` }]
      : []),
    ...(taken.some((other) => other.email === email)
      ? [{ field: 'email', sentence: 'Somebody has joined with this address already.' }]
      : []),
  );
}
