import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { GhostCaller, GhostFailure, GhostOutcome, OwnTurn } from '../../../../contracts/ghost-watch.js';
import { operator } from '../../../../contracts/viewer.js';
import { eventually } from '../../../../testing/eventually.js';
import { registryUnderTest, type RegistryUnderTest } from '../../../../testing/registry-under-test.js';
import { Gate } from '../../../../testing/sample-app.js';

const site = 'https://old.example';
let under: RegistryUnderTest;

beforeAll(async () => {
  under = await registryUnderTest();
});

beforeEach(() => under.rows('truncate ghost_watches'));

afterAll(() => under.close());

const worker: GhostCaller = { by: 'the worker', keyMark: 'one', isByHand: false };
const hand: GhostCaller = { by: 'rose ghost sync', keyMark: 'one', isByHand: true };

const take = (caller: Partial<GhostCaller> = {}) =>
  under.services.blog.takeGhostTurn(operator, site, { ...worker, ...caller });

async function own(caller: Partial<GhostCaller> = {}): Promise<OwnTurn> {
  const turn = await take(caller);
  if (turn.kind !== 'yours') throw new Error(`it is ${turn.kind}`);
  return turn;
}

const end = ({ fence }: OwnTurn, outcome: GhostOutcome) =>
  under.services.blog.endGhostTurn(operator, site, fence, outcome);

const failure = (more: Partial<GhostFailure> = {}): GhostFailure => ({
  ...{ kind: 'failed', trouble: 'away', why: 'It is away.', waitMs: 60_000, isPause: false },
  ...more,
});

const guard = ({ fence }: OwnTurn) => under.services.blog.guardGhostTurn(operator, site, fence);
const watch = () => under.services.blog.findGhostWatch(operator, site);

/** As if so much time had passed for who holds the turn and who waits. */
const pass = (seconds: number) =>
  under.rows(`update ghost_watches set held_until = held_until - $1 * interval '1 second',
    next_try_at = next_try_at - $1 * interval '1 second'`, [seconds]); // prettier-ignore

test('of many who ask at once one gets the turn, and the next when it was given back', async () => {
  const turns = await Promise.all(Array.from({ length: 8 }, () => take()));
  const [first, ...others] = turns.filter(({ kind }) => kind === 'yours') as OwnTurn[];
  expect(others).toEqual([]);
  expect(turns.filter(({ kind }) => kind === 'held')).toHaveLength(7);
  expect(await take(hand)).toMatchObject({ kind: 'held', by: 'the worker' });
  await end(first!, { kind: 'left' });
  expect(await take(hand)).toMatchObject({ kind: 'yours' });
  expect(await under.services.blog.takeGhostTurn(operator, 'https://else.example', worker)).toMatchObject({
    kind: 'yours',
  });
});

test('who fell silent loses the turn after half a minute, and writes nothing any more', async () => {
  const dead = await own();
  await pass(29);
  expect(await take()).toMatchObject({ kind: 'held' });
  await pass(1);
  const heir = await own();
  await expect(guard(dead)).rejects.toMatchObject({ code: 'ghost-turn-lost' });
  expect(await under.services.blog.keepGhostTurn(operator, site, dead.fence)).toBe(false);
  await end(dead, { kind: 'read', version: null, seen: 'old', drift: 3 });
  expect(await take()).toMatchObject({ kind: 'held' });
  await guard(heir);
  await end(heir, { kind: 'quiet', version: 'v6.65' });
  expect(await watch()).toMatchObject({ drift: null, heldBy: null, ticks: 2, version: 'v6.65' });
});

test('a turn that is kept lasts', async () => {
  const turn = await own();
  await pass(25);
  expect(await under.services.blog.keepGhostTurn(operator, site, turn.fence)).toBe(true);
  await pass(25);
  expect(await take()).toMatchObject({ kind: 'held' });
});

test('a unit that writes in a turn ends before the next turn begins', async () => {
  const turn = await own();
  await pass(31);
  const order: string[] = [];
  const gate = new Gate();
  const writing = under.services.transaction(async (unit) => {
    await unit.blog.guardGhostTurn(operator, site, turn.fence);
    gate.arrive();
    await gate.opened;
    order.push('written');
  });
  await gate.arrived;
  const next = take().then(({ kind }) => order.push(kind));
  await eventually(
    () => under.rows(`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`),
    ({ length }) => length > 0,
  );
  gate.open();
  await Promise.all([writing, next]);
  expect(order).toEqual(['written', 'yours']);
});

test('what was refused is not asked again until somebody says so or there is another key', async () => {
  await end(await own(), failure({ trouble: 'refused', why: 'It answered 401.', isPause: true }));
  await pass(7200);
  for (const caller of [worker, hand]) {
    expect(await take(caller)).toMatchObject({ kind: 'paused', why: 'It answered 401.' });
  }
  expect(await watch()).toMatchObject({ paused: { why: 'It answered 401.' }, errors: { refused: 1 }, ticks: 1 });
  expect(await under.services.blog.resumeGhost(operator, site)).toBe(true);
  expect(await under.services.blog.resumeGhost(operator, site)).toBe(false);
  await end(await own(), failure({ trouble: 'refused', isPause: true }));
  expect(await take({ keyMark: 'two' })).toMatchObject({ kind: 'yours', failures: 0 });
  expect((await watch())?.paused).toBeNull();
});

test('a replica that still has the key that was refused asks no more, while one with another reads on', async () => {
  await end(await own({ keyMark: 'old' }), failure({ trouble: 'refused', isPause: true }));
  for (let round = 0; round < 3; round += 1) {
    await end(await own({ keyMark: 'new' }), { kind: 'quiet', version: null });
    expect(await take({ keyMark: 'old' })).toMatchObject({ kind: 'paused' });
    expect((await watch())?.paused).toBeNull();
  }
  for (const mark of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']) {
    await end(await own({ keyMark: mark }), failure({ trouble: 'refused', isPause: true }));
  }
  expect(await take({ keyMark: 'a' })).toMatchObject({ kind: 'paused' });
  const [row] = await under.rows<{ refused_marks: string[] }>('select refused_marks from ghost_watches');
  expect(row?.refused_marks).toHaveLength(10);
});

test('what is to be waited for is waited for, but by nobody who asks by hand', async () => {
  await end(await own(), failure({ trouble: 'busy', why: 'Too often.' }));
  expect(await take()).toMatchObject({ kind: 'waits', why: 'Too often.' });
  const turn = await own(hand);
  expect(turn.failures).toBe(1);
  await end(turn, failure());
  await pass(59);
  expect(await take()).toMatchObject({ kind: 'waits' });
  await pass(1);
  expect(await own()).toMatchObject({ failures: 2 });
  expect(await watch()).toMatchObject({ failing: { trouble: 'away', times: 2 }, errors: { busy: 1, away: 1 } });
});

test('a good reading ends all trouble, and is remembered', async () => {
  await end(await own(), failure());
  const turn = await own(hand);
  expect(turn).toMatchObject({ seen: null, mirroredMsAgo: null, isWholeWanted: false });
  await end(turn, { kind: 'read', version: 'v6.65', seen: 'face', drift: null });
  expect(await watch()).toMatchObject({ failing: null, drift: null, paused: null });
  const later = await own();
  expect(later).toMatchObject({ seen: 'face', failures: 0, version: 'v6.65' });
  expect(later.mirroredMsAgo).toBeLessThan(60_000);
  await end(later, { kind: 'read', version: null, seen: null, drift: null });
  expect(await own()).toMatchObject({ seen: 'face', version: 'v6.65' });
});

test('a whole comparison that is wanted is wanted until it was done, and once more if it was wanted meanwhile', async () => {
  await under.services.blog.wantWholeGhost(operator, site);
  const first = await own();
  expect(first.isWholeWanted).toBe(true);
  await end(first, failure());
  const second = await own(hand);
  expect(second.isWholeWanted).toBe(true);
  await under.services.blog.wantWholeGhost(operator, site);
  await end(second, { kind: 'read', version: null, seen: null, drift: 4 });
  expect(await watch()).toMatchObject({ drift: { count: 4 } });
  const third = await own();
  expect(third.isWholeWanted).toBe(true);
  await end(third, { kind: 'read', version: null, seen: null, drift: 0 });
  expect(await own()).toMatchObject({ isWholeWanted: false });
  expect(await watch()).toMatchObject({ drift: { count: 0 } });
});

test.each([null, { id: '0199', roles: [] }])('others than editors may not: %j', async (viewer) => {
  const { blog } = under.services;
  const tried = [
    blog.takeGhostTurn(viewer, site, worker),
    blog.keepGhostTurn(viewer, site, '1'),
    blog.guardGhostTurn(viewer, site, '1'),
    blog.endGhostTurn(viewer, site, '1', { kind: 'left' }),
    blog.wantWholeGhost(viewer, site),
    blog.resumeGhost(viewer, site),
    blog.findGhostWatch(viewer, site),
    blog.countGhost(viewer, site),
  ];
  for (const one of await Promise.allSettled(tried)) {
    expect(one).toMatchObject({ status: 'rejected', reason: { status: 403 } });
  }
});
