import type { Actor, Ghost } from '../ghost.js';
import { invalid, notFound } from '../http/ghost-error.js';
import { shapeGoneMember, shapeMember } from '../shapes/shape-member.js';
import { stamped } from '../state/found-site.js';
import type { ActionRow, MemberRow } from '../state/rows.js';
import { changeColumns } from './change-columns.js';
import { writeAction } from './write-action.js';

export interface MemberInput {
  email: string;
  name?: string | null;
  note?: string | null;
  status?: MemberRow['status'];
  /** Names. */
  labels?: string[];
  /** All, when left out of a new member. */
  newsletterIds?: string[];
}

export function createMember(ghost: Ghost, input: MemberInput, actor: Actor): MemberRow {
  if ([...ghost.world.members.values()].some(({ email }) => email === input.email)) {
    throw invalid(
      'Validation error, cannot save member.',
      'Member already exists. Attempting to add member with existing email address',
    );
  }
  const { email, name = null, note = null, status = 'free', labels = [] } = input;
  const newsletterIds = input.newsletterIds ?? [...ghost.world.newsletters.keys()];
  const { id, created_at, updated_at } = stamped(ghost, email);
  const rows = labels.map((label) => stamped(ghost, label));
  const identity = { id, uuid: ghost.ids.uuid(), email, name, note, status };
  const member = { ...identity, created_at, updated_at, labels: rows, newsletterIds };
  ghost.world.members.set(id, member);
  tell(ghost, actor, 'added', member, { current: { ...shapeMember(ghost, member), tiers: [] }, previous: {} });
  return member;
}

export function editMember(ghost: Ghost, id: string, input: Partial<MemberInput>, actor: Actor): MemberRow {
  const member = getMember(ghost, id);
  const { labels, newsletterIds = member.newsletterIds, ...columns } = input;
  const before = JSON.stringify(member.newsletterIds);
  member.newsletterIds = [...newsletterIds];
  if (labels) member.labels = labels.map((label) => stamped(ghost, label));
  const previous = changeColumns<MemberRow>(ghost, member, columns);
  if (!previous && !labels && before === JSON.stringify(newsletterIds)) return member;
  const current = { ...shapeMember(ghost, member), tiers: [] };
  tell(ghost, actor, 'edited', member, { current, previous: previous ?? {} });
  return member;
}

export function deleteMember(ghost: Ghost, id: string, actor: Actor): void {
  const member = getMember(ghost, id);
  ghost.world.members.delete(id);
  tell(ghost, actor, 'deleted', member, { current: {}, previous: shapeGoneMember(ghost, member) });
}

function getMember({ world }: Ghost, id: string): MemberRow {
  const member = world.members.get(id);
  if (!member) throw notFound('Member not found.');
  return member;
}

function tell(ghost: Ghost, actor: Actor, event: ActionRow['event'], member: MemberRow, body: object): void {
  const context = { primary_name: member.name };
  writeAction(ghost, actor, { event, resource_type: 'member', resource_id: member.id, context });
  ghost.webhooks.fire(`member.${event}`, { member: body });
}
