import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ProviderSession } from '../../../contracts/services/federation/sessions.js';
import { operator, type Viewer } from '../../../contracts/viewer.js';
import { readsOf } from '../../../testing/listening.js';
import { registerAll } from '../../../testing/oidc/register-all.js';
import { registryUnderTest, type RegistryUnderTest } from '../../../testing/registry-under-test.js';

let under: RegistryUnderTest;
let fern: Viewer;
let moth: Viewer;

beforeAll(async () => {
  under = await registryUnderTest();
  const members = await registerAll(under.services, ['fern', 'moth']);
  [fern, moth] = members.map(({ id }) => ({ id, roles: [] })) as unknown as [Viewer, Viewer];
});

afterAll(() => under.close());

const federation = () => under.services.federation;
const hash = (text: string) => createHash('sha256').update(text).digest('hex');

/** As the provider gives one, at noon of the test's day. */
function sessionOf(memberId: string | null, changes: Partial<ProviderSession> & { reaches?: string[] } = {}) {
  const { reaches = [], ...rest } = changes;
  const name = randomUUID();
  const authorizations = Object.fromEntries(
    reaches.map((app) => [app, { sid: `sid-${app}-${name}`, grantId: `grant-${app}-${name}` }]),
  );
  const session: ProviderSession = {
    ...{ id: hash(name), formerId: null, uid: hash(`uid ${name}`), memberId, userAgent: 'Firefox on a phone' },
    payload: { uid: `uid ${name}`, ...(memberId === null ? {} : { accountId: memberId }), authorizations },
    signedInAt: under.clock.now(),
    expiresAt: new Date(under.clock.now().getTime() + 90 * 86_400_000),
    ...rest,
  };
  return session;
}

async function signIn(viewer: Viewer, changes: Parameters<typeof sessionOf>[1] = {}) {
  const session = sessionOf(viewer.id, changes);
  await federation().keepSession(session);
  const [row] = await under.rows<{ id: string }>('select id from sign_ins where session_uid = $1', [session.uid]);
  if (row === undefined) throw new Error('nobody signed in');
  return { session, signInId: row.id };
}

const rowOf = async (signInId: string) =>
  (
    await under.rows<{ endedBy: string | null }>(`select ended_by as "endedBy" from sign_ins where id = $1`, [signInId])
  )[0];
const sessionsOf = (uid: string) => under.rows('select 1 from oidc_records where uid = $1', [uid]);

test('whoever signs in is on their own list, and a viewer from then on; one query says so', async () => {
  const { signInId } = await signIn(fern);
  expect(await federation().listSignIns(fern)).toEqual([
    { id: signInId, userAgent: 'Firefox on a phone', begunAt: under.clock.now(), seenAt: under.clock.now() },
  ]);
  expect(await federation().findViewer(fern.id, signInId)).toEqual(fern);
  const asked = await under.statementsOf(() => federation().findViewer(fern.id, signInId));
  expect(readsOf(asked)).toHaveLength(1);
});

test.each([
  ['another member’s', () => moth.id],
  ['nobody’s', () => randomUUID()],
  ['no id', () => 'fern'],
])('with %s sign-in nobody is a viewer', async (_whose, id) => {
  const { signInId } = await signIn(fern);
  expect(await federation().findViewer(id(), signInId)).toBeNull();
  expect(await federation().findViewer(fern.id, 'rubbish')).toBeNull();
  expect(await federation().findViewer(fern.id, randomUUID())).toBeNull();
});

test('whose sign-in ended is a stranger at once, and their session is gone with all that hangs on it', async () => {
  const { session, signInId } = await signIn(fern, { reaches: ['blog', 'market'] });
  const { authorizations } = session.payload as { authorizations: Record<string, { grantId: string }> };
  const grantId = authorizations['blog']?.grantId;
  await under.rows(
    `insert into oidc_records (model, id, payload, grant_id, expires_at) values
     ('RefreshToken', 'r', '{}', $1, now() + interval '1 day'), ('Grant', $1, '{}', null, now() + interval '1 day')`,
    [grantId],
  );
  await federation().endSignIn(fern, signInId);
  expect(await federation().findViewer(fern.id, signInId)).toBeNull();
  expect(await rowOf(signInId)).toEqual({ endedBy: 'elsewhere' });
  expect(await sessionsOf(session.uid)).toEqual([]);
  expect(await under.rows('select 1 from oidc_records where grant_id = $1 or id = $1', [grantId])).toEqual([]);
  const told = await under.rows('select client_id as c, subject from logout_deliveries order by 1');
  expect(told).toEqual(['blog', 'market'].map((c) => ({ c, subject: fern.id })));
});

test('a member ends their own alone; an admin anybody’s; a stranger nobody’s', async () => {
  const { signInId } = await signIn(fern);
  await expect(federation().endSignIn(moth, signInId)).rejects.toMatchObject({ status: 404 });
  await expect(federation().endSignIn(null, signInId)).rejects.toMatchObject({ status: 404 });
  for (const viewer of [moth, null]) {
    await expect(federation().listSignIns(viewer, fern.id)).rejects.toMatchObject({ status: 403 });
    await expect(federation().endAllSignIns(viewer, fern.id)).rejects.toMatchObject({ status: 403 });
  }
  expect(await rowOf(signInId)).toEqual({ endedBy: null });
  await federation().endSignIn(operator, signInId);
  expect(await rowOf(signInId)).toEqual({ endedBy: 'operator' });
});

test('it is written down whether a member ended it there, or from another browser', async () => {
  const [{ signInId: here }, { signInId: there }] = [await signIn(fern), await signIn(fern)];
  await federation().endSignIn(fern, there, here);
  await federation().endSignIn(fern, here, here);
  expect([(await rowOf(there))?.endedBy, (await rowOf(here))?.endedBy]).toEqual(['elsewhere', 'member']);
  const { signInId: anothers } = await signIn(moth);
  await federation().endSignIn(operator, anothers, anothers);
  expect(await rowOf(anothers)).toEqual({ endedBy: 'operator' });
});

test('all end but the one that is kept', async () => {
  const { signInId: kept } = await signIn(moth);
  const { signInId: gone } = await signIn(moth);
  expect(await federation().endAllSignIns(moth, undefined, kept)).toBe(1);
  expect([(await rowOf(kept))?.endedBy, (await rowOf(gone))?.endedBy]).toEqual([null, 'elsewhere']);
  expect(await federation().endAllSignIns(moth)).toBe(1);
  expect(await federation().listSignIns(moth)).toEqual([]);
});

test('an admin ends those of everybody, and nobody else does', async () => {
  const { session, signInId: one } = await signIn(fern);
  const { signInId: another } = await signIn(moth);
  await expect(federation().endEverySignIn(fern)).rejects.toMatchObject({ status: 403 });
  expect(await rowOf(one)).toEqual({ endedBy: null });
  expect(await federation().endEverySignIn(operator)).toBeGreaterThanOrEqual(2);
  expect(await federation().endEverySignIn(operator)).toBe(0);
  expect([await rowOf(one), await rowOf(another)]).toEqual([{ endedBy: 'operator' }, { endedBy: 'operator' }]);
  expect(await sessionsOf(session.uid)).toEqual([]);
});

test('a request that comes late cannot bring back what was ended', async () => {
  const { session, signInId } = await signIn(fern);
  await federation().endSignIn(fern, signInId);
  await federation().keepSession(session);
  expect(await sessionsOf(session.uid)).toEqual([]);
  expect(await rowOf(signInId)).toEqual({ endedBy: 'elsewhere' });
});

test('ending and keeping at once, whoever comes first: it is over', async () => {
  for (let round = 0; round < 20; round += 1) {
    const { session, signInId } = await signIn(fern, { reaches: ['blog'] });
    await Promise.all([
      federation().keepSession(session),
      federation().endSignIn(fern, signInId),
      federation().keepSession(session),
    ]);
    expect(await sessionsOf(session.uid)).toEqual([]);
    expect(await federation().findViewer(fern.id, signInId)).toBeNull();
  }
});

test('a request from before does not undo a change of the id, or a sign-in', async () => {
  const before = sessionOf(null);
  await federation().keepSession(before);
  const after = {
    ...before,
    id: hash('new id'),
    formerId: before.id,
    memberId: fern.id,
    payload: { accountId: fern.id },
  };
  await federation().keepSession(after);
  await federation().keepSession(before);
  const [row] = await under.rows<{ id: string; memberId: string }>(
    `select id, member_id as "memberId" from oidc_records where uid = $1`,
    [before.uid],
  );
  expect(row).toEqual({ id: after.id, memberId: fern.id });
});

test('a session never passes to another member', async () => {
  const { session } = await signIn(fern);
  await federation().keepSession({ ...session, memberId: moth.id, payload: { accountId: moth.id } });
  const [row] = await under.rows<{ m: string }>('select member_id as m from oidc_records where uid = $1', [
    session.uid,
  ]);
  expect(row).toEqual({ m: fern.id });
});

test('an account is found while the sign-in lasts, and using it is seen, now and then', async () => {
  const { session, signInId } = await signIn(fern);
  const ask = () => federation().findAccount(fern.id, session.uid);
  expect(await ask()).toEqual({
    id: fern.id,
    handle: 'fern',
    name: 'Fern',
    email: 'fern@example.org',
    roles: [],
    signInId,
  });
  const writes = async () => (await under.statementsOf(ask)).filter((sql) => sql.startsWith('update'));
  expect(await writes()).toEqual([]);
  under.clock.at('2026-11-25T12:06:00Z');
  expect(await writes()).toHaveLength(1);
  expect(await writes()).toEqual([]);
  await federation().endSignIn(fern, signInId);
  expect(await ask()).toBeNull();
  expect(await federation().findAccount(fern.id, null)).toMatchObject({ signInId: null });
  expect(await federation().findAccount(randomUUID(), null)).toBeNull();
});

test('what nobody used for a month ends, and its sites are told; what is over is forgotten in time', async () => {
  const { signInId: old, session } = await signIn(fern, { reaches: ['cart'] });
  under.clock.at('2026-12-20T12:00:00Z');
  const { signInId: fresh } = await signIn(fern);
  under.clock.at('2026-12-26T12:00:00Z');
  expect(await federation().tidySignIns()).toHaveProperty('ended');
  expect([(await rowOf(old))?.endedBy, (await rowOf(fresh))?.endedBy]).toEqual(['expired', null]);
  const { authorizations } = session.payload as { authorizations: Record<string, { sid: string }> };
  const sid = authorizations['cart']?.sid;
  expect(await under.rows('select 1 from logout_deliveries where sid = $1', [sid])).toHaveLength(1);
  under.clock.at('2027-03-27T12:00:00Z');
  await federation().tidySignIns();
  expect(await rowOf(old)).toBeUndefined();
  expect(await rowOf(fresh)).toEqual({ endedBy: 'expired' });
});

test('few end in one unit, so that nobody waits for it; who listens is asked once for all of them', async () => {
  for (let i = 0; i < 53; i += 1) await signIn(fern, { reaches: ['blog', randomUUID()] });
  under.clock.at('2027-05-05T12:00:00Z');
  const statements = await under.statementsOf(async () => {
    expect(await federation().tidySignIns()).toMatchObject({ ended: 50 });
  });
  expect(statements.filter((sql) => sql.includes('from oidc_clients'))).toHaveLength(1);
  expect((await federation().tidySignIns()).ended).toBeGreaterThanOrEqual(3);
  expect(await federation().tidySignIns()).toMatchObject({ ended: 0 });
  under.clock.at('2027-03-27T12:00:00Z');
});

test('who was not to be reached for two weeks is told no more', async () => {
  const sid = randomUUID();
  await federation().orderLogout({ clientId: 'blog', subject: fern.id, sid });
  const waits = () => under.rows('select 1 from logout_deliveries where sid = $1', [sid]);
  under.clock.at('2027-04-09T12:00:00Z');
  await federation().tidySignIns();
  expect(await waits()).toHaveLength(1);
  under.clock.at('2027-04-10T12:00:01Z');
  await federation().tidySignIns();
  expect(await waits()).toHaveLength(0);
  under.clock.at('2027-03-27T12:00:00Z');
});

test('a delivery is ordered once, waits until it is settled, and is late after a few seconds', async () => {
  const logout = { clientId: 'blog', subject: fern.id, sid: randomUUID() };
  await federation().orderLogout(logout);
  await federation().orderLogout(logout);
  const rows = await under.rows<{ id: string }>('select id from logout_deliveries where sid = $1', [logout.sid]);
  expect(rows).toHaveLength(1);
  const id = rows[0]?.id ?? '';
  expect(await federation().findLogout(id)).toEqual(logout);
  expect(await federation().listLateLogouts(1_000)).not.toContain(id);
  under.clock.at('2027-03-27T12:00:06Z');
  expect(await federation().listLateLogouts(1_000)).toContain(id);
  await federation().settleLogout(id);
  expect(await federation().findLogout(id)).toBeNull();
  expect(await federation().listLateLogouts(1_000)).not.toContain(id);
});

test('a member who is gone is signed in nowhere', async () => {
  const [wren] = await registerAll(under.services, ['wren']);
  const { session } = await signIn({ id: wren.id, roles: [] }, { reaches: ['blog'] });
  await under.rows('delete from members where id = $1', [wren.id]);
  expect(await sessionsOf(session.uid)).toEqual([]);
});

/** A record that was given out in a session, on a grant. */
async function give(session: ProviderSession, payload: object = { expiresWithSession: true }) {
  const [id, grantId] = [hash(randomUUID()), `grant-${randomUUID()}`];
  const insert = `
    insert into oidc_records (model, id, payload, member_id, grant_id, expires_at)
    values ($1, $2, $3, $4, $5, now() + interval '1 hour')`;
  await under.rows(insert, ['Grant', grantId, { accountId: session.memberId }, session.memberId, null]);
  const { uid } = session.payload as { uid: string };
  await under.rows(insert, ['AccessToken', id, { sessionUid: uid, ...payload }, session.memberId, grantId]);
  return { model: 'AccessToken', id, grantId };
}

const recall = (model: string, id: string, clientId: string | null = null) =>
  federation().recallRecord({ model, id, clientId });

test('a record is recalled with its grant, its session and its member, in one query', async () => {
  const { session, signInId } = await signIn(moth);
  const { model, id, grantId } = await give(session);
  const asked = await under.statementsOf(() => recall(model, id));
  expect(asked).toHaveLength(1);
  expect(await recall(model, id)).toMatchObject({
    ...{ consumedAt: null, grant: { id: grantId, payload: { accountId: moth.id } } },
    session: { uid: session.uid, payload: { accountId: moth.id } },
    account: { id: moth.id, handle: 'moth', roles: [], signInId, sessionUid: session.uid },
  });
  expect(await recall(model, hash('nothing'))).toBeUndefined();
});

test('a session is recalled with the grant of the client that asks, and of no other', async () => {
  const { session, signInId } = await signIn(moth, { reaches: ['blog'] });
  const { authorizations } = session.payload as { authorizations: { blog: { grantId: string } } };
  const { grantId } = authorizations.blog;
  await under.rows(
    `insert into oidc_records (model, id, payload, expires_at) values ('Grant', $1, '{}', now() + interval '1 hour')`,
    [grantId],
  );
  const account = { id: moth.id, signInId, sessionUid: session.uid };
  expect(await recall('Session', session.id, 'blog')).toMatchObject({ grant: { id: grantId }, session: null, account });
  expect(await recall('Session', session.id, 'market')).toMatchObject({ grant: null, account });
  expect(await recall('Session', session.id)).toMatchObject({ grant: null, account });
});

test('what outlives sessions is recalled without one', async () => {
  const { session } = await signIn(moth);
  const { model, id } = await give(session, { expiresWithSession: false });
  const account = { id: moth.id, signInId: null, sessionUid: null };
  expect(await recall(model, id)).toMatchObject({ session: null, account });
});

test('whose sign-in is over, and who was not seen for a while, has to be asked for', async () => {
  const { session, signInId } = await signIn(moth);
  const { model, id } = await give(session);
  const now = under.clock.now();
  under.clock.at(new Date(now.getTime() + 6 * 60_000).toISOString());
  expect(await recall(model, id)).toMatchObject({ account: null });
  await federation().findAccount(moth.id, session.uid);
  expect(await recall(model, id)).toMatchObject({ account: { signInId } });
  await federation().endSignIn(moth, signInId);
  const after = await give(session);
  expect(await recall(after.model, after.id)).toMatchObject({ session: null, account: null });
});
