import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { operator } from '../../../contracts/viewer.js';
import type { GhostServer } from '../../../testing/ghost-server/start-ghost-server.js';
import type { TextRow } from '../../../testing/ghost-server/state/rows.js';
import { tickingGhost, type TickingGhost } from '../../../testing/ticking-ghost.js';

let house: TickingGhost;
let ghost: GhostServer;

beforeEach(async () => {
  house = await tickingGhost();
  ({ ghost } = house);
});

afterEach(() => house.close());

const written = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    ghost.operations.createPost({ title: `Post ${index}`, text: 'Text.', status: 'published' }),
  );

const valuesOf = async (sql: string) => (await house.under.rows<{ value: string }>(sql)).map(({ value }) => value);
const titles = () => valuesOf('select title as value from posts order by title');
const menu = () => valuesOf('select label as value from menu_items');
const anyone = () => house.under.rows('update ghost_watches set next_try_at = null');
const failing = async () => (await house.under.services.blog.findGhostWatch(operator, ghost.url))?.failing;

/** As an importer's file has it: old, and nothing tells of it. */
function putIn(kind: TextRow['kind'], title: string): void {
  const made = ghost.operations.createPost({ title, text: 'Text.', status: 'published' });
  const old = '2025-03-01T10:00:00.000Z';
  ghost.world.texts.set(made.id, { ...made, kind, created_at: old, updated_at: old, published_at: old });
  ghost.world.actions.pop();
}

function setQuietly(key: string, value: string): void {
  const setting = ghost.world.settings.get(key)!;
  ghost.world.settings.set(key, { ...setting, value });
}

test('what changes without a date while a first reading is broken off is read by the next', async () => {
  const [one, other] = written(60);
  ghost.clock.advance(600_000);
  ghost.faults.add({ kind: 'too many', on: /posts\/\?.*filter/, times: 1 });
  await house.tick();
  expect(await titles()).toHaveLength(25);
  ghost.operations.bulkEdit([one!.id, other!.id], { action: 'access', visibility: 'members' });
  await anyone();
  await house.tick();
  await house.tick();
  const hidden = await valuesOf(`select title as value from posts where visibility = 'members' order by title`);
  expect([(await titles()).length, hidden]).toEqual([60, ['Post 0', 'Post 1']]);
});

test('what a first reading did not reach beside the texts is read by the next', async () => {
  written(60);
  ghost.faults.add({ kind: 'too many', on: /posts\/\?.*filter/, times: 1 });
  await house.tick();
  await anyone();
  await house.tick();
  expect([await menu(), await valuesOf('select name as value from ghost_tiers')]).toEqual([['Home'], ['Free', 'Supporter']]); // prettier-ignore
});

test('what an importer put in, old and untold, is here with the next tick, and its menu too', async () => {
  written(3);
  ghost.clock.advance(600_000);
  await house.tick();
  putIn('post', 'Imported');
  putIn('page', 'Imported page');
  setQuietly('navigation', JSON.stringify([{ label: 'Loaves', url: '/' }]));
  await house.tick();
  expect([await titles(), await menu()]).toEqual([
    ['Imported', 'Imported page', 'Post 0', 'Post 1', 'Post 2'],
    ['Loaves'],
  ]);
});

test('what changes beside the texts and leaves no line is here after ten minutes', async () => {
  written(1);
  await house.tick();
  setQuietly('navigation', JSON.stringify([{ label: 'Loaves', url: '/' }]));
  await house.tick();
  expect(await menu()).toEqual(['Home']);
  await house.longAgo();
  await house.tick();
  expect(await menu()).toEqual(['Loaves']);
});

test('where one kind is doubtful all the others are read and removed, and then it is said', async () => {
  const tags = Array.from({ length: 30 }, (_, index) => ghost.operations.createTag({ name: `Tag ${index}` }));
  const [post] = written(2);
  await house.tick();
  for (const { id } of tags) ghost.world.tags.delete(id);
  ghost.operations.delete(post!.id);
  setQuietly('navigation', JSON.stringify([{ label: 'Loaves', url: '/' }]));
  ghost.operations.editSetting('title', 'Rye');
  const before = await valuesOf(`select ghost_id::text as value from ghost_cursors where kind = 'actions'`);
  await house.tick();
  expect(await failing()).toMatchObject({ trouble: 'gone', why: `30 of 31 tags are gone from ${ghost.url}: nothing was removed.` }); // prettier-ignore
  expect([await titles(), await menu()]).toEqual([['Post 1'], ['Loaves']]);
  expect(await valuesOf(`select ghost_id::text as value from ghost_cursors where kind = 'actions'`)).not.toEqual(
    before,
  );
});
