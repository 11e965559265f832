import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { MemberDto } from '../../contracts/dtos/federation.js';
import { operator, type MaybeViewer, type Viewer } from '../../contracts/viewer.js';
import { newId } from '../../lib/ids.js';
import { recordedActivities } from '../../testing/recorded-activities.js';
import { registryUnderTest, type RegistryUnderTest } from '../../testing/registry-under-test.js';

let under: RegistryUnderTest;

beforeAll(async () => {
  under = await registryUnderTest();
});

beforeEach(() => under.rows('truncate members, ap_activities cascade'));

afterAll(() => under.close());

const fern = { handle: 'fern', email: 'fern@example.org', name: 'Fern Hollis' };

const federation = () => under.services.federation;

const notAdmins: [string, MaybeViewer][] = [
  ['a stranger', null],
  ['a member', { id: newId(), roles: [] }],
  ['a moderator', { id: newId(), roles: ['moderator', 'editor', 'shopkeeper', 'organiser'] }],
];

test('who is registered is found by handle, and their joining is on record', async () => {
  const joined = await federation().registerMember(operator, { ...fern, handle: ' Fern ', email: 'Fern@Example.org' });
  const member = await federation().findMember(operator, 'fern');
  expect(joined).toEqual({ kind: 'joined', member });
  expect(member).toMatchObject({ handle: 'fern', name: 'Fern Hollis', joinedAt: under.clock.now(), roles: [] });
  expect(member).not.toHaveProperty('email');
  expect(await federation().countMembers()).toBe(1);
  expect(await recordedActivities(under)).toEqual([`member.joined member:${member?.id}`]);
  expect(await federation().findMember(operator, 'moth')).toBeNull();
  expect(await federation().findMember(operator, 'no\0body')).toBeNull();
});

test('the same person again is known, not written and not on record twice', async () => {
  const first = await federation().registerMember(operator, fern);
  under.clock.at('2026-11-26T12:00:00Z');
  expect(await federation().registerMember(operator, { ...fern, name: 'Another Name' })).toEqual({
    ...first,
    kind: 'known',
  });
  expect(await recordedActivities(under)).toHaveLength(1);
});

test('a taken handle and a taken address each have their sentence', async () => {
  await federation().registerMember(operator, fern);
  await federation().registerMember(operator, { handle: 'moth', email: 'moth@example.org', name: 'Moth' });
  expect(await federation().registerMember(operator, { ...fern, email: 'other@example.org' })).toEqual({
    kind: 'refused',
    problems: [{ field: 'handle', sentence: '@fern is taken; @fern_2 is free.' }],
  });
  expect(await federation().registerMember(operator, { ...fern, handle: 'bracken' })).toEqual({
    kind: 'refused',
    problems: [{ field: 'email', sentence: 'Somebody has joined with this address already.' }],
  });
  const both = await federation().registerMember(operator, { ...fern, email: 'moth@example.org' });
  expect(both.kind === 'refused' && both.problems.map(({ field }) => field)).toEqual(['handle', 'email']);
  expect(await federation().countMembers()).toBe(2);
});

test.each([
  ['handle', { ...fern, handle: 'f' }],
  ['handle', { ...fern, handle: 'fern-hollis' }],
  ['handle', { ...fern, handle: 'blog' }],
  ['handle', { ...fern, handle: 'fe\0rn' }],
  ['email', { ...fern, email: 'fern' }],
  ['email', { ...fern, email: `${'f'.repeat(250)}@example.org` }],
  ['name', { ...fern, name: ' ' }],
  ['name', { ...fern, name: 'Fern\nHollis' }],
  ['name', { ...fern, name: 'F'.repeat(81) }],
])('a %s that does not fit is refused with a sentence (%j)', async (field, person) => {
  const refused = await federation().registerMember(operator, person);
  expect(refused).toMatchObject({
    kind: 'refused',
    problems: [{ field, sentence: expect.stringMatching(/^\S.*\.$/) }],
  });
  expect(await federation().countMembers()).toBe(0);
});

test('of two who want one handle at once, one gets it and the other a sentence', async () => {
  const wanted = ['a', 'b', 'c', 'd'].map((name) => ({ handle: 'fern', email: `${name}@example.org`, name }));
  const answers = await Promise.all(wanted.map((person) => federation().registerMember(operator, person)));
  expect(answers.map(({ kind }) => kind).sort()).toEqual(['joined', 'refused', 'refused', 'refused']);
  expect(await recordedActivities(under)).toHaveLength(1);
});

test('one who asks twice at once joins once', async () => {
  const answers = await Promise.all([1, 2, 3, 4].map(() => federation().registerMember(operator, fern)));
  expect(answers.map(({ kind }) => kind).sort()).toEqual(['joined', 'known', 'known', 'known']);
  expect(await recordedActivities(under)).toHaveLength(1);
});

test('a role is granted once, and it is kept who granted it, and when', async () => {
  const granted = () => under.rows('select role, granted_by, granted_at from member_roles order by role');
  const joined = await federation().registerMember(operator, fern);
  const id = joined.kind === 'joined' ? joined.member.id : '';
  under.clock.at('2026-11-26T12:00:00Z');
  expect(await federation().grantRole(operator, { handle: 'fern', role: 'admin' })).toEqual({ kind: 'granted' });
  const self: Viewer = { id, roles: ['admin'] };
  expect(await federation().grantRole(self, { handle: 'fern', role: 'editor' })).toEqual({ kind: 'granted' });
  under.clock.at('2026-11-27T12:00:00Z');
  expect(await federation().grantRole(self, { handle: 'fern', role: 'admin' })).toEqual({ kind: 'held' });
  const at = new Date('2026-11-26T12:00:00Z');
  expect(await granted()).toEqual([
    { role: 'admin', granted_by: null, granted_at: at },
    { role: 'editor', granted_by: id, granted_at: at },
  ]);
  expect((await federation().findMember(operator, 'fern'))?.roles).toEqual(['admin', 'editor']);
  expect(await federation().grantRole(operator, { handle: 'moth', role: 'editor' })).toEqual({
    kind: 'refused',
    problems: [{ field: 'handle', sentence: 'Nobody here is called @moth.' }],
  });
});

test('a role is taken back, by whatever name its member goes, and is gone at once', async () => {
  const joined = await federation().registerMember(operator, fern);
  const id = joined.kind === 'joined' ? joined.member.id : '';
  await federation().grantRole(operator, { handle: ' Fern@Example.org ', role: 'editor' });
  await federation().grantRole(operator, { handle: '@fern', role: 'admin' });
  expect((await federation().findViewer(id))?.roles).toEqual(expect.arrayContaining(['editor', 'admin']));
  const revoke = () => federation().revokeRole(operator, { handle: 'fern', role: 'editor' });
  const answers = await Promise.all([revoke(), revoke()]);
  expect(answers.map(({ kind }) => kind).sort()).toEqual(['absent', 'revoked']);
  expect((await federation().findViewer(id))?.roles).toEqual(['admin']);
  expect(await federation().revokeRole(operator, { handle: 'no\0body', role: 'editor' })).toMatchObject({
    kind: 'refused',
  });
});

test('who trusted whom with what, and took it back, is on record once each', async () => {
  const joined = await federation().registerMember(operator, fern);
  const id = joined.kind === 'joined' ? joined.member.id : '';
  const admin: Viewer = { id, roles: ['admin'] };
  const grant = { handle: 'fern', role: 'editor' } as const;
  await federation().grantRole(admin, grant);
  await federation().grantRole(admin, grant);
  await federation().revokeRole(operator, grant);
  await federation().revokeRole(operator, grant);
  const rows = `select kind, by_member, details from audit_events where member_id = $1 order by id`;
  expect(await under.rows(rows, [id])).toEqual([
    { kind: 'member.joined', by_member: null, details: {} },
    { kind: 'role.granted', by_member: id, details: { role: 'editor' } },
    { kind: 'role.revoked', by_member: null, details: { role: 'editor' } },
  ]);
});

test('admins are told the addresses, page by page', async () => {
  await federation().registerMember(operator, fern);
  await federation().registerMember(operator, { handle: 'moth', email: 'moth@example.org', name: 'Moth' });
  await federation().grantRole(operator, { handle: 'fern', role: 'editor' });
  const [first] = await federation().listMembers(operator, { after: null, limit: 1 });
  expect(first).toMatchObject({ handle: 'fern', email: 'fern@example.org', roles: ['editor'] });
  expect(await federation().listMembers(operator, { after: first?.id ?? null, limit: 5 })).toMatchObject([
    { handle: 'moth', email: 'moth@example.org', roles: [] },
  ]);
});

test.each(notAdmins)('%s takes no role back and is told no address', async (_who, viewer) => {
  await federation().registerMember(operator, fern);
  await federation().grantRole(operator, { handle: 'fern', role: 'editor' });
  const forbidden = { code: 'forbidden' };
  await expect(federation().revokeRole(viewer, { handle: 'fern', role: 'editor' })).rejects.toMatchObject(forbidden);
  await expect(federation().listMembers(viewer, { after: null, limit: 5 })).rejects.toMatchObject(forbidden);
  expect((await federation().findMember(operator, 'fern'))?.roles).toEqual(['editor']);
});

test.each(notAdmins)('%s registers nobody and grants nothing', async (_who, viewer) => {
  await federation().registerMember(operator, fern);
  await expect(federation().registerMember(viewer, { ...fern, handle: 'moth' })).rejects.toMatchObject({
    code: 'forbidden',
    status: 403,
  });
  await expect(federation().grantRole(viewer, { handle: 'fern', role: 'admin' })).rejects.toMatchObject({
    code: 'forbidden',
  });
  expect((await federation().findMember(operator, 'fern'))?.roles).toEqual([]);
  expect(await federation().countMembers()).toBe(1);
});

test('a member is known by id, too, and those who joined last come first', async () => {
  const { member } = (await federation().registerMember(operator, fern)) as { member: MemberDto };
  await federation().grantRole(operator, { handle: 'fern', role: 'shopkeeper' });
  await federation().grantRole(operator, { handle: 'fern', role: 'editor' });
  await federation().registerMember(operator, { handle: 'moth', email: 'moth@example.org', name: 'Moth' });
  const known = await federation().findMemberById(operator, member.id);
  expect(known).toEqual({ ...member, roles: ['editor', 'shopkeeper'] });
  expect(await federation().findMemberById(operator, newId())).toBeNull();
  expect(await federation().findMemberById(operator, 'no id')).toBeNull();
  const viewer = { id: known?.id ?? '', roles: [] };
  expect(await federation().listNewest(viewer, 5)).toEqual([expect.objectContaining({ handle: 'moth' }), known]);
  expect(await federation().listNewest(viewer, 1)).toMatchObject([{ handle: 'moth', roles: [] }]);
});

test('a stranger is told the names of nobody', async () => {
  const { member } = (await federation().registerMember(operator, fern)) as { member: MemberDto };
  expect(await federation().listNewest(null, 5)).toEqual([]);
  expect(await federation().findMember(null, 'fern')).toBeNull();
  expect(await federation().findMemberById(null, member.id)).toBeNull();
  expect(await federation().findMember({ id: newId(), roles: [] }, 'fern')).toEqual(member);
  expect(await federation().countMembers()).toBe(1);
});

test('finding and counting are one query each', async () => {
  const id = newId();
  for (const work of [
    () => federation().findMember(operator, 'fern'),
    () => federation().findMemberById(operator, id),
    () => federation().countMembers(),
  ]) {
    const statements = await under.statementsOf(work);
    expect(statements.filter((sql) => sql.startsWith('SELECT'))).toHaveLength(1);
  }
});

test('a list of people is two queries, however many', async () => {
  const selects = async () =>
    (await under.statementsOf(() => federation().listNewest(operator, 12))).filter((sql) => sql.startsWith('SELECT'))
      .length;
  await federation().registerMember(operator, fern);
  expect(await selects()).toBe(2);
  await federation().grantRole(operator, { handle: 'fern', role: 'editor' });
  await federation().registerMember(operator, { handle: 'moth', email: 'moth@example.org', name: 'Moth' });
  expect(await selects()).toBe(2);
});

const person = (more: Record<string, string>) =>
  Object.values({ id: newId(), handle: 'fern', email: 'fern@example.org', name: 'Fern', ...more });

const insert = (more: Record<string, string> = {}) =>
  under.rows(`insert into members (id, handle, email, name, joined_at) values ($1, $2, $3, $4, now())`, person(more));

test.each([
  ['members_handle_check', { handle: 'Fern' }],
  ['members_handle_check', { handle: 'f' }],
  ['members_handle_check', { handle: 'fern@x' }],
  ['members_email_check', { email: 'Fern@example.org' }],
  ['members_email_check', { email: 'fern' }],
  ['members_name_check', { name: '' }],
])('the database holds %s against %j', async (constraint, more) => {
  await expect(insert(more)).rejects.toMatchObject({ driverError: { constraint } });
});

test('the database keeps handles and addresses apart, and roles to the known ones', async () => {
  const id = newId();
  await insert({ id });
  await expect(insert({ email: 'x@y.z' })).rejects.toMatchObject({ driverError: { constraint: 'members_handle_key' } });
  await expect(insert({ handle: 'moth' })).rejects.toMatchObject({ driverError: { constraint: 'members_email_key' } });
  const grant = (role: string) =>
    under.rows(`insert into member_roles (member_id, role, granted_at, granted_by) values ($1, $2, now(), $1)`, [
      id,
      role,
    ]);
  await expect(grant('emperor')).rejects.toMatchObject({ driverError: { constraint: 'member_roles_role_check' } });
  await grant('editor');
  await expect(grant('editor')).rejects.toMatchObject({ driverError: { constraint: 'member_roles_pkey' } });
  await under.rows('delete from members');
  expect(await under.rows('select 1 from member_roles')).toEqual([]);
});
