import type { Ghost } from '../ghost.js';
import type { MemberRow } from '../state/rows.js';
import { rowsOf } from './shape-text.js';

const never = {
  ...{ geolocation: null, last_seen_at: null, email_count: 0, email_opened_count: 0, email_open_rate: null },
  ...{ enable_comment_notifications: true, enable_updates_and_announcements: null, can_comment: true },
  commenting: { disabled: false, disabled_reason: null, disabled_until: null },
};

/** What all answers and webhooks about a member have. */
export function shapeMember(ghost: Ghost, member: MemberRow): Record<string, unknown> {
  const { newsletterIds, ...columns } = member;
  return {
    ...{ ...columns, ...never, subscribed: newsletterIds.length > 0, newsletters: newslettersOf(ghost, member) },
    ...{ subscriptions: [], avatar_image: null, comped: member.status === 'comped', current_subscription: null },
  };
}

/** As members are browsed. */
export function shapeBrowsedMember(ghost: Ghost, member: MemberRow): Record<string, unknown> {
  const unsubscribe_url = `${ghost.origin}/unsubscribe/?uuid=${member.uuid}`;
  return { ...shapeMember(ghost, member), unsubscribe_url, email_suppression: { suppressed: false, info: null } };
}

/** What the webhook of a deletion still knows. */
export function shapeGoneMember(ghost: Ghost, member: MemberRow): Record<string, unknown> {
  const { newsletterIds: _n, labels: _l, ...columns } = member;
  return { ...columns, ...never, newsletters: newslettersOf(ghost, member) };
}

function newslettersOf({ world }: Ghost, { newsletterIds }: MemberRow) {
  return rowsOf(world.newsletters, newsletterIds).map(({ id, name, description, status }) => ({
    ...{ id, name, description, status },
  }));
}
