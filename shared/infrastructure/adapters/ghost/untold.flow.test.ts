import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { operator } from '../../../contracts/viewer.js';
import type { GhostServer } from '../../../testing/ghost-server/start-ghost-server.js';
import type { ActionRow, TextRow } from '../../../testing/ghost-server/state/rows.js';
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

test('a Ghost whose clock was set back is read whole once, and goes on from there', async () => {
  const [one, other] = written(2);
  await house.tick();
  ghost.clock.skewMs = -3_600_000;
  ghost.operations.edit(one!.id, { title: 'Set back' });
  await house.tick();
  expect(await titles()).toEqual(['Post 1', 'Set back']);
  ghost.clock.advance(600_000);
  ghost.operations.edit(other!.id, { title: 'Later' });
  ghost.operations.createPost({ title: 'New', text: 'Text.', status: 'published' });
  await house.tick();
  expect(await titles()).toEqual(['Later', 'New', 'Set back']);
  ghost.clock.advance(600_000);
  ghost.operations.bulkEdit([one!.id, other!.id], { action: 'unpublish' });
  await house.tick();
  expect(await valuesOf(`select title as value from posts where status = 'draft' order by title`)).toEqual(['Later', 'Set back']); // prettier-ignore
});

test('texts of a Ghost that was restored are older than ours, and taken', async () => {
  const [one] = written(2);
  await house.tick();
  for (const row of ghost.world.texts.values()) row.updated_at = '2026-11-20T09:00:00.000Z';
  Object.assign(ghost.world.texts.get(one!.id)!, { title: 'As it was' });
  await house.tick();
  expect(await titles()).toEqual(['As it was', 'Post 1']);
  ghost.operations.edit(one!.id, { title: 'Edited' });
  ghost.world.texts.get(one!.id)!.updated_at = '2026-11-20T09:10:00.000Z';
  ghost.world.actions.pop();
  await house.tick();
  expect(await titles()).toEqual(['Edited', 'Post 1']);
});

test('what is older there than here is compared by night, too', async () => {
  written(2);
  await house.tick();
  await house.under.rows(`update posts set title = 'Newer', content_hash = 'x', ghost_updated_at = '2026-11-21'`);
  await house.under.services.blog.wantWholeGhost(operator, ghost.url);
  await house.tick();
  expect(await titles()).toEqual(['Post 0', 'Post 1']);
});

test('the newest text deleted there is no reason to read the others again', async () => {
  written(60);
  ghost.clock.advance(600_000);
  const { id } = ghost.operations.createPost({ title: 'Newest', text: 'Text.' });
  await house.tick();
  ghost.operations.delete(id);
  const before = ghost.asked.length;
  await house.tick();
  expect([(await titles()).length, ghost.asked.slice(before).filter(({ line }) => line.startsWith('GET /posts/?formats')).length]).toEqual([60, 1]); // prettier-ignore
});

const bylines = () =>
  valuesOf(`
    select p.title || ': ' || a.name as value from posts p join post_authors l on l.post_id = p.id
    join authors a on a.id = l.author_id order by 1`);

/** A post and a page by somebody, read, and then given to the owner without a word. */
async function givenOn(): Promise<string> {
  const { id } = ghost.operations.createUser({ name: 'Wren' });
  const [owner] = ghost.world.users.keys();
  ghost.operations.createPost({ title: 'Post', text: 'Text.', authorIds: [id] });
  ghost.operations.createPage({ title: 'Page', text: 'Text.', authorIds: [id] });
  ghost.clock.advance(600_000);
  for (const make of [ghost.operations.createPost, ghost.operations.createPage]) {
    make({ title: 'Other', text: 'Text.' });
  }
  await house.tick();
  expect(await bylines()).toContain('Page: Wren');
  ghost.clock.advance(600_000);
  for (const row of ghost.world.texts.values()) row.authorIds = [owner!];
  return id;
}

function say(line: Pick<ActionRow, 'event' | 'resource_type' | 'resource_id'>, context: object): void {
  ghost.operations.editSetting('title', `Title ${ghost.world.actions.length}`);
  Object.assign(ghost.world.actions.at(-1)!, { ...line, context: JSON.stringify(context) });
}

const byOwner = ['Other: Rose Owner', 'Other: Rose Owner', 'Page: Rose Owner', 'Post: Rose Owner'];

test('what an author who was deleted had written has another byline, and only that line tells of it', async () => {
  const id = await givenOn();
  ghost.world.users.delete(id);
  say({ event: 'deleted', resource_type: 'user', resource_id: id }, { primary_name: 'Wren' });
  await house.tick();
  expect(await bylines()).toEqual(byOwner);
  const before = ghost.asked.length;
  ghost.clock.advance(5_000);
  ghost.operations.createTag({ name: 'Rye' });
  await house.tick();
  const lists = ghost.asked.slice(before).filter(({ line }) => line.startsWith('GET /posts/?formats'));
  expect(lists.map(({ line }) => line.includes('filter='))).toEqual([true]);
});

test('several that were given to somebody else may be pages, though their line says posts', async () => {
  await givenOn();
  say({ event: 'edited', resource_type: 'post', resource_id: null }, { count: 2, type: 'post' });
  await house.tick();
  expect(await bylines()).toEqual(byOwner);
});

test('several posts that were deleted are no reason to believe that all pages are', async () => {
  const posts = written(3);
  for (let index = 0; index < 30; index += 1) ghost.operations.createPage({ title: `Page ${index}`, text: 'Text.' });
  await house.tick();
  ghost.operations.bulkDelete(posts.map(({ id }) => id));
  for (const { id, kind } of [...ghost.world.texts.values()]) if (kind === 'page') ghost.world.texts.delete(id);
  await house.tick();
  expect([(await titles()).length, (await failing())?.trouble]).toEqual([30, 'gone']);
});

const members = () => valuesOf(`select email || ': ' || cardinality(newsletter_ids) as value from ghost_members order by 1`); // prettier-ignore

/** By the portal: nobody of the log did it. */
function signUp(name: string): void {
  ghost.operations.createMember({ email: `${name}@example.test` });
  ghost.world.actions.pop();
}

test('who signs up is here with the next tick, though no line tells of it', async () => {
  await house.tick();
  ghost.clock.advance(600_000);
  signUp('ann');
  await house.tick();
  expect(await members()).toEqual(['ann@example.test: 1']);
  const before = ghost.asked.length;
  await house.tick();
  expect(ghost.asked.length - before).toBe(6);
});

test('who unsubscribes or leaves by a link, which moves no date, has done so here after ten minutes', async () => {
  for (const name of ['ann', 'ben', 'cid']) signUp(name);
  await house.tick();
  ghost.clock.advance(600_000);
  const [ann, ben] = ghost.world.members.values();
  ann!.newsletterIds = [];
  ghost.world.members.delete(ben!.id);
  await house.longAgo();
  await house.tick();
  expect(await members()).toEqual(['ann@example.test: 0', 'cid@example.test: 1']);
});

test('members that our key may not read hide nothing else', async () => {
  ghost.faults.add({ kind: 'forbidden', on: /\/members\// });
  await house.tick();
  ghost.clock.advance(600_000);
  written(1);
  await house.tick();
  expect([await failing(), await titles()]).toEqual([null, ['Post 0']]);
});

test('a list that ends with a full page is read again from a little before its end', async () => {
  const [one] = written(25);
  for (let index = 0; index < 100; index += 1) signUp(`m${index}`);
  await house.tick();
  const ends = await valuesOf(`select coalesce(ghost_id, 'all') as value from ghost_cursors where kind in ('posts', 'members')`); // prettier-ignore
  expect(ends).toEqual(['all', 'all']);
  Object.assign(ghost.world.texts.get(one!.id)!, { title: 'Late', updated_at: '2026-11-20T09:59:50.000Z' });
  ghost.operations.createTag({ name: 'Rye' });
  await house.tick();
  expect(await titles()).toContain('Late');
});

test('a text that is not understood holds up no other, and what is here of it stays', async () => {
  const posts = written(3);
  await house.tick();
  ghost.clock.advance(600_000);
  for (const { id } of posts) ghost.operations.edit(id, { title: `Edited ${id}` });
  Object.assign(ghost.world.texts.get(posts[1]!.id)!, { published_at: 'soon' });
  await house.tick();
  expect([await failing(), await titles()]).toEqual([
    null,
    [`Edited ${posts[0]!.id}`, `Edited ${posts[2]!.id}`, 'Post 1'],
  ]);
});

test('a new text that is not understood has nothing else read again and again', async () => {
  const [one] = written(2);
  Object.assign(ghost.world.texts.get(one!.id)!, { published_at: 'soon' });
  await house.tick();
  const before = ghost.asked.length;
  ghost.operations.createTag({ name: 'Rye' });
  await house.tick();
  expect(await titles()).toEqual(['Post 1']);
  expect(ghost.asked.slice(before).filter(({ line }) => line.includes('/tiers/'))).toEqual([]);
});

test('where none of several texts is understood, the reading ends and says so', async () => {
  for (const { id } of written(3)) Object.assign(ghost.world.texts.get(id)!, { published_at: 'soon' });
  await house.tick();
  expect(await failing()).toMatchObject({ trouble: 'answer' });
});
