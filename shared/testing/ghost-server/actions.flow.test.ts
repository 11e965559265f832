import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { askGhost, listOf } from './ask-ghost.js';
import { startGhostServer, type GhostServer } from './start-ghost-server.js';
import type { ActionRow } from './state/rows.js';

let ghost: GhostServer;

beforeEach(async () => {
  ghost = await startGhostServer({ at: '2026-11-23T07:00:00Z' });
});
afterEach(() => ghost.stop());

const feed = () => listOf<ActionRow>(ghost, '/actions/?limit=100&include=actor');
const told = async () =>
  (await feed()).map(({ event, resource_type, resource_id, context }) => ({
    ...{ event, type: resource_type, id: resource_id, context: JSON.parse(context) as unknown },
  }));

describe('what the audit log tells', () => {
  test('the newest second comes first, whatever order is asked for', async () => {
    const { operations, clock } = ghost;
    const post = operations.createPost({ title: 'One' });
    clock.advance(1000);
    operations.edit(post.id, { title: 'Two' });
    const rows = await listOf<ActionRow>(ghost, '/actions/?order=created_at%20asc');
    expect(rows.map(({ event }) => event)).toEqual(['edited', 'added']);
  });

  test('a page is a post whose context says so, and the context is a string', async () => {
    const page = ghost.operations.createPage({ title: 'Rules' });
    const [row] = await feed();
    expect(row).toMatchObject({ resource_type: 'post', resource_id: page.id, event: 'added' });
    expect(JSON.parse(row?.context ?? '')).toEqual({ type: 'page', primary_name: 'Rules' });
  });

  test('moving tags is told of, and does not move updated_at', async () => {
    const { operations, clock, world } = ghost;
    const { id } = operations.createPost({ title: 'One', status: 'published' });
    clock.advance(5000);
    operations.addTags(id, 'news');
    expect(await told()).toContainEqual({
      ...{ event: 'edited', type: 'post', id, context: { type: 'post', primary_name: 'One' } },
    });
    expect(world.texts.get(id)).toMatchObject({ updated_at: '2026-11-23T07:00:00.000Z' });
    operations.removeTags(id, 'news');
    expect((await told()).filter(({ event }) => event === 'edited')).toHaveLength(2);
    expect(world.texts.get(id)).toMatchObject({ updated_at: '2026-11-23T07:00:00.000Z', tagIds: [] });
  });

  test('a tag that is renamed or deleted says nothing of its posts', async () => {
    const { operations, clock, world } = ghost;
    const { id, tagIds } = operations.createPost({ title: 'One', tags: ['news'] });
    const tagId = String(tagIds[0]);
    const before = (await told()).length;
    clock.advance(5000);
    operations.editTag(tagId, { name: 'Novelties' });
    operations.deleteTag(tagId);
    const rows = (await told()).slice(0, -before);
    expect(rows.map(({ event, type, id: of }) => [event, type, of])).toEqual([
      ['edited', 'tag', tagId],
      ['deleted', 'tag', tagId],
    ]);
    expect(world.texts.get(id)).toMatchObject({ updated_at: '2026-11-23T07:00:00.000Z', tagIds: [] });
  });

  test('deletions, navigation, authors and members are told of', async () => {
    const { operations } = ghost;
    const post = operations.createPost({ title: 'Doomed' });
    operations.delete(post.id);
    operations.editNavigation([{ label: 'About', url: '/about/' }]);
    operations.editUser([...ghost.world.users.keys()][0]!, { bio: 'Bakes.' });
    const member = operations.createMember({ email: 'ann@example.test', name: 'Ann' });
    operations.deleteMember(member.id);
    const rows = await told();
    expect(rows).toContainEqual(
      expect.objectContaining({ event: 'deleted', id: post.id, context: { type: 'post', primary_name: 'Doomed' } }),
    );
    expect(rows).toContainEqual(
      expect.objectContaining({ type: 'setting', context: { key: 'navigation', group: 'site' } }),
    );
    expect(rows).toContainEqual(expect.objectContaining({ event: 'edited', type: 'user' }));
    expect(rows.filter(({ type }) => type === 'member').map(({ event }) => event)).toEqual(['added', 'deleted']);
  });

  test('saving the same again, and signing in, are not', async () => {
    const { operations, clock } = ghost;
    const post = operations.createPost({ title: 'One' });
    clock.advance(5000);
    operations.edit(post.id, { title: 'One' });
    operations.signIn([...ghost.world.users.keys()][0]!);
    expect((await told()).map(({ event }) => event)).toEqual(['added']);
  });

  test('what the integration did carries its id, so that it knows itself again', async () => {
    await askGhost(ghost, '/posts/', { method: 'POST', body: { posts: [{ title: 'Ours' }] } });
    const [row] = await feed();
    expect(row).toMatchObject({ actor_id: ghost.integrationId, actor_type: 'integration' });
    expect(row).toHaveProperty('actor.slug', 'rose-ash-sync');
  });

  test('what was scheduled comes out by the scheduler, when its time has come', async () => {
    const { operations, clock } = ghost;
    operations.createPost({ title: 'Later', status: 'scheduled', published_at: '2026-11-23T08:00:00.000Z' });
    expect(operations.publishDue()).toEqual([]);
    clock.advance(3_600_000);
    expect(operations.publishDue()).toHaveLength(1);
    expect((await feed())[0]).toHaveProperty('actor.slug', 'ghost-scheduler');
    expect(await listOf(ghost, '/posts/?filter=status:published')).toHaveLength(1);
  });

  test('a row may be seen later than its change', async () => {
    ghost.settings.actionLagMs = 1500;
    ghost.operations.createPost({ title: 'One' });
    expect(await feed()).toEqual([]);
    ghost.clock.advance(1500);
    expect(await feed()).toMatchObject([{ created_at: '2026-11-23T07:00:01.000Z' }]);
  });

  test('or be dated as its change, and be seen after newer ones', async () => {
    Object.assign(ghost.settings, { actionLagMs: 20_000, actionsDated: 'done' });
    const ids = Array.from({ length: 20 }, (_, index) => {
      ghost.clock.advance(1_000);
      return ghost.operations.createPost({ title: `Post ${index}` }).id;
    });
    const first = (await feed()).map(({ resource_id }) => resource_id);
    ghost.clock.advance(20_000);
    const all = await feed();
    expect(all.map(({ resource_id }) => resource_id)).toEqual(ids.toReversed());
    expect(all[19]).toMatchObject({ created_at: '2026-11-23T07:00:01.000Z' });
    const late = ids.filter((id) => !first.includes(id));
    expect(late.some((id) => first.some((seen) => ids.indexOf(seen ?? '') > ids.indexOf(id)))).toBe(true);
  });
});

describe('bulk changes', () => {
  let ids: string[];

  beforeEach(() => {
    const statuses = ['published', 'published', 'scheduled', 'draft'] as const;
    ids = statuses.map((status) => {
      const published_at = status === 'scheduled' ? '2026-12-01T00:00:00.000Z' : null;
      return ghost.operations.createPost({ title: status, status, published_at }).id;
    });
    ghost.clock.advance(10_000);
  });

  const newest = async () => (await told())[0];

  test.each([
    [{ action: 'feature' } as const, 'featured', 4],
    [{ action: 'unpublish' } as const, 'unpublished', 2],
    [{ action: 'access', visibility: 'members' } as const, undefined, 4],
    [{ action: 'addTag', tags: ['news'] } as const, undefined, 4],
  ])('%j is one row that names nobody, and moves no updated_at', async (change, action_name, count) => {
    ghost.operations.bulkEdit(ids, { ...change } as Parameters<typeof ghost.operations.bulkEdit>[1]);
    const context = { count, ...(action_name !== undefined && { action_name }), type: 'post' };
    expect(await newest()).toEqual({ event: 'edited', type: 'post', id: null, context });
    const times = new Set([...ghost.world.texts.values()].map(({ updated_at }) => updated_at));
    expect([...times]).toEqual(['2026-11-23T07:00:00.000Z']);
  });

  test('of a single thing, the row has its id', async () => {
    ghost.operations.bulkEdit(ids, { action: 'unschedule' });
    expect(await newest()).toEqual({
      ...{ event: 'edited', type: 'post', id: ids[2] },
      context: { action_name: 'unscheduled', type: 'post', primary_name: 'scheduled' },
    });
    expect(ghost.world.texts.get(ids[2]!)).toMatchObject({ status: 'draft', published_at: null });
  });

  test('what was deleted in bulk is gone, and one row says how many', async () => {
    ghost.operations.bulkDelete(ids.slice(1));
    expect(await newest()).toEqual({ event: 'deleted', type: 'post', id: null, context: { count: 3, type: 'post' } });
    expect((await listOf(ghost, '/search-index/posts/')).map(({ id }) => id)).toEqual([ids[0]]);
  });

  test('a Ghost may also be asked to write a row for each', async () => {
    ghost.settings.bulkActions = 'each';
    ghost.operations.bulkDelete(ids);
    const gone = (await told()).filter(({ event }) => event === 'deleted');
    expect(gone.map(({ id }) => id)).toEqual(ids);
  });
});
