import type { Ghost } from '../ghost.js';
import { notFound } from '../http/ghost-error.js';
import { thingIn, type AdminAnswer, type AdminRequest } from '../http/request.js';
import { createMember, deleteMember, editMember, type MemberInput } from '../operations/save-member.js';
import { sortRows } from '../query/sort-rows.js';
import { shapeBrowsedMember } from '../shapes/shape-member.js';
import { browse } from './browse.js';
import type { Route } from './route.js';

const one = /^\/members\/([^/]+)\/$/;

export const memberRoutes: Route[] = [
  {
    ...{ method: 'GET', path: /^\/members\/$/ },
    answer: (ghost, request) =>
      browse(request, {
        resource: 'members',
        rows: sortRows([...ghost.world.members.values()], 'created_at desc,id desc'),
        shape: (member) => shapeBrowsedMember(ghost, member),
      }),
  },
  { method: 'GET', path: one, answer: read },
  { method: 'POST', path: /^\/members\/$/, answer: add },
  { method: 'PUT', path: one, answer: edit },
  {
    ...{ method: 'DELETE', path: one },
    answer: (ghost, _, id = '') => {
      deleteMember(ghost, id, ghost.integration);
      return { status: 204 };
    },
  },
];

function read(ghost: Ghost, _: AdminRequest, id = ''): AdminAnswer {
  const member = ghost.world.members.get(id);
  if (!member) throw notFound('Member not found.');
  return { status: 200, body: { members: [shapeBrowsedMember(ghost, member)] } };
}

/** Whoever comes in through the API is said to have come from there. */
function add(ghost: Ghost, { body }: AdminRequest): AdminAnswer {
  const sent = inputFrom(thingIn(body, 'members'));
  const member = createMember(ghost, { email: '', ...sent }, ghost.integration);
  const attribution = {
    ...{ id: null, type: null, url: null, title: null, referrer_url: null, referrer_medium: 'Admin API' },
    referrer_source: `Integration: ${ghost.integration.name}`,
  };
  return { status: 201, body: { members: [{ ...shapeBrowsedMember(ghost, member), attribution, tiers: [] }] } };
}

function edit(ghost: Ghost, { body }: AdminRequest, id = ''): AdminAnswer {
  const member = editMember(ghost, id, inputFrom(thingIn(body, 'members')), ghost.integration);
  return { status: 200, body: { members: [{ ...shapeBrowsedMember(ghost, member), tiers: [] }] } };
}

interface SentMember extends Partial<Omit<MemberInput, 'labels'>> {
  labels?: (string | { name: string })[];
  newsletters?: { id: string }[];
}

function inputFrom(sent: Record<string, unknown>): Partial<MemberInput> {
  const { email, name, note, labels, newsletters } = sent as SentMember;
  return {
    ...(email !== undefined && { email }),
    ...(name !== undefined && { name }),
    ...(note !== undefined && { note }),
    ...(labels && { labels: labels.map((label) => (typeof label === 'string' ? label : label.name)) }),
    ...(newsletters && { newsletterIds: newsletters.map(({ id }) => id) }),
  };
}
