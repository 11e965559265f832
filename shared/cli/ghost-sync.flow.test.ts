import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { editRandomly } from '../testing/ghost-server/editor/edit-randomly.js';
import { chanceOf } from '../testing/ghost-server/state/chance.js';
import { ghostCommandLine, type GhostCommandLine } from '../testing/ghost-command-line.js';

let under: GhostCommandLine;

beforeEach(async () => {
  under = await ghostCommandLine();
});

afterEach(() => under.close());

interface Report {
  posts: { added: number; changed: number; same: number };
  removed: number;
}

/** A sync that must succeed, by what it did to posts. */
async function sync(...flags: string[]) {
  const { code, stdout, stderr } = await under.rose(['sync', '--json', ...flags]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { posts, removed } = JSON.parse(stdout) as Report;
  return { ...posts, removed };
}

interface Row {
  slug: string;
  title: string;
  status: string;
  visibility: string;
  tags: string[];
}

/** What is here, as it should be there. */
const here = () =>
  under.dataSource.query<Row[]>(`
    select slug, title, status, visibility, array(
      select t.name from post_tags l join tags t on t.id = l.tag_id where l.post_id = posts.id order by l.position) as tags
    from posts order by slug`);

const written = (count: number, status: 'published' | 'draft' = 'published') =>
  Array.from({ length: count }, (_, index) =>
    under.ghost.operations.createPost({ title: `Post ${index}`, text: `Text ${index}.`, status, tags: ['News'] }),
  );

const askedFor = (path: RegExp) => under.ghost.asked.filter((one) => path.test(JSON.stringify(one))).length;

test('a living Ghost is brought over whole, drafts too, and a second time nothing is left to do', async () => {
  written(60);
  written(3, 'draft');
  under.ghost.operations.createPage({ title: 'About', text: 'Us.', status: 'published' });
  expect(await sync()).toEqual({ added: 63, changed: 0, same: 0, removed: 0 });
  const rows = await here();
  expect(rows).toHaveLength(64);
  expect(rows.filter(({ status }) => status === 'draft')).toHaveLength(3);
  expect(rows.find(({ title }) => title === 'Post 7')?.tags).toEqual(['News']);
  expect(await sync()).toMatchObject({ added: 0, changed: 0, removed: 0 });
});

test('what was edited, renamed, hidden and deleted since then is so here, and little else is asked for', async () => {
  const posts = written(60);
  under.ghost.clock.hold('2026-11-20T11:00:00Z');
  under.ghost.operations.createPost({ title: 'The last', text: 'Text.', status: 'published' });
  await sync();
  under.ghost.clock.hold('2026-11-21T10:00:00Z');
  const [edited, renamed, hidden, gone] = posts.map(({ id }) => id);
  under.ghost.operations.edit(edited ?? '', { title: 'Edited' });
  under.ghost.operations.renameSlug(renamed ?? '', 'elsewhere');
  under.ghost.operations.moveVisibility(hidden ?? '', 'members');
  under.ghost.operations.delete(gone ?? '');
  const before = under.ghost.asked.length;
  expect(await sync()).toEqual({ added: 0, changed: 3, same: 1, removed: 1 });
  expect(under.ghost.asked.length - before).toBeLessThanOrEqual(10);
  const rows = await here();
  expect(rows).toHaveLength(60);
  expect(rows.filter(({ title }) => title === 'Edited')).toHaveLength(1);
  expect(rows.filter(({ slug }) => slug === 'elsewhere')).toHaveLength(1);
  expect(rows.filter(({ visibility }) => visibility === 'members')).toHaveLength(1);
});

test('a Ghost that is slow to get well is waited for; what half an answer held is not taken', async () => {
  written(30);
  under.ghost.faults.add({ kind: 'error', on: /\/posts\//, times: 1 });
  under.ghost.faults.add({ kind: 'truncated', on: /\/posts\//, times: 1 });
  expect(await sync()).toMatchObject({ added: 30 });
});

test('broken off in the middle, it goes on from the page that was the last', async () => {
  written(60);
  // What the log tells of the last minute is always read again.
  under.ghost.clock.advance(600_000);
  under.ghost.operations.createTag({ name: 'Rye' });
  under.ghost.faults.add({ kind: 'forbidden', on: /posts\/\?.*filter/, times: 1 });
  const { code, stderr } = await under.rose(['sync']);
  expect([code, stderr.includes('does not take our key')]).toEqual([1, true]);
  expect(await here()).toHaveLength(25);
  expect(await sync()).toMatchObject({ added: 35, same: 0 });
});

test.each(['one', 'each'] as const)(
  'what somebody deleted there goes, however much it is (%s row)',
  async (bulkActions) => {
    under.ghost.settings.bulkActions = bulkActions;
    const posts = written(30);
    await sync();
    under.ghost.operations.bulkDelete(posts.slice(1).map(({ id }) => id));
    expect(await sync()).toMatchObject({ removed: 29 });
    expect(await here()).toHaveLength(1);
  },
);

test('where most is gone and nobody deleted it, nothing is removed unless it is meant', async () => {
  const posts = written(30);
  await sync();
  for (const { id } of posts.slice(1)) under.ghost.world.texts.delete(id);
  const { code, stderr } = await under.rose(['sync']);
  expect(code).toBe(1);
  expect(stderr).toBe(
    `29 of 30 posts are gone from ${under.ghost.url}: nothing was removed. If that is meant, say --believe-it.\n`,
  );
  expect(await here()).toHaveLength(30);
  expect(await sync('--believe-it')).toMatchObject({ removed: 29 });
  expect(await here()).toHaveLength(1);
});

test('--full looks at everything again', async () => {
  written(30);
  await sync();
  await under.dataSource.query(`update posts set title = 'Changed by hand', content_hash = 'x'`);
  expect(await sync('--full')).toMatchObject({ changed: 30 });
  expect((await here()).filter(({ title }) => title === 'Changed by hand')).toEqual([]);
});

test.each([
  [{ GHOST_URL: '' }, 'GHOST_URL is not set; say where the Ghost is.\n'],
  [{ GHOST_ADMIN_API_KEY: '' }, 'GHOST_ADMIN_API_KEY is not set; make one under Integrations in Ghost.\n'],
  [{ GHOST_ADMIN_API_KEY: 'x' }, 'GHOST_ADMIN_API_KEY must be an Admin API key as Ghost shows it'],
])('%j is said in one sentence', async (env, sentence) => {
  const { code, stderr } = await under.rose(['sync'], env);
  expect(code).toBe(1);
  expect(stderr).toContain(sentence);
  expect(askedFor(/admin/)).toBe(0);
});

test('a key that the Ghost does not know is shown once', async () => {
  const { code, stderr } = await under.rose(['sync'], {
    GHOST_ADMIN_API_KEY: `${'0'.repeat(24)}:${'0'.repeat(64)}`,
  });
  expect(code).toBe(1);
  expect(stderr).toBe('The Ghost does not take our key: it answered 401 (UNKNOWN_ADMIN_API_KEY).\n');
  expect(under.ghost.asked).toHaveLength(1);
});

/** What a Ghost holds, as it should be here. */
function there(): Row[] {
  const { texts, tags } = under.ghost.world;
  const nameOf = (id: string) => tags.get(id)?.name ?? '';
  return [...texts.values()]
    .map(({ slug, title, status, visibility, tagIds }) => ({
      slug,
      title,
      status,
      visibility,
      tags: tagIds.map(nameOf),
    }))
    .sort((one, other) => (one.slug < other.slug ? -1 : 1));
}

test.each([1, 2, 3])('after many random edits nothing is dead, stale or missing (seed %d)', async (seed) => {
  const chance = chanceOf(seed);
  written(20);
  for (let round = 0; round < 4; round += 1) {
    for (let act = 0; act < 50; act += 1) {
      editRandomly(under.ghost, chance);
      under.ghost.clock.advance(1_000 * Math.floor(chance() * 40));
    }
    await sync('--believe-it');
    expect((await here()).sort(byWords)).toEqual(there().sort(byWords));
  }
  const last = under.ghost.asked.length;
  expect(await sync()).toMatchObject({ added: 0, changed: 0, removed: 0 });
  expect(under.ghost.asked.length - last).toBeLessThan(20);
});

const byWords = (one: object, other: object) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);

interface SidesReport {
  sides: Record<string, object | string>;
  notes: string[];
}

async function sidesOf(...flags: string[]): Promise<SidesReport> {
  const { code, stdout, stderr } = await under.rose(['sync', '--json', ...flags]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as SidesReport;
}

const members = () =>
  under.dataSource.query<{ email: string; newsletters: number }[]>(
    'select email, cardinality(newsletter_ids) as newsletters from ghost_members order by email',
  );

test('menu, tiers, newsletters and members come along, and follow what is changed', async () => {
  const { operations } = under.ghost;
  const [ann, ben] = ['ann', 'ben'].map((name) => operations.createMember({ email: `${name}@example.test`, name }));
  operations.editNavigation([{ label: 'Loaves', url: `${under.ghost.url}tag/news/` }]);
  const first = await sidesOf();
  expect(first.sides).toMatchObject({ settings: { added: 1 }, tiers: { added: 2 }, newsletters: { added: 1 } });
  expect(await members()).toEqual([
    { email: 'ann@example.test', newsletters: 1 },
    { email: 'ben@example.test', newsletters: 1 },
  ]);
  expect(await under.dataSource.query('select label, href from menu_items')).toEqual([
    { label: 'Loaves', href: 'blog:/tag/news/' },
  ]);
  under.ghost.clock.hold('2026-11-21T10:00:00Z');
  operations.editMember(ann?.id ?? '', { newsletterIds: [] });
  operations.deleteMember(ben?.id ?? '');
  operations.editNavigation([{ label: 'Bread', url: '/tag/news/' }], 'secondary_navigation');
  const second = await sidesOf();
  expect(second.sides).toEqual({
    settings: { added: 0, changed: 1, same: 0, removed: 0, notes: [] },
    members: expect.objectContaining({ changed: 1, removed: 1 }),
  });
  expect(await members()).toEqual([{ email: 'ann@example.test', newsletters: 0 }]);
  under.ghost.clock.hold('2026-11-22T10:00:00Z');
  const same = { added: 0, changed: 0, same: 1, removed: 0, notes: [] };
  expect((await sidesOf()).sides).toEqual({ members: same, settings: same });
});

test('what our key may not read is said, and stops nothing else', async () => {
  written(3);
  under.ghost.operations.createMember({ email: 'ann@example.test' });
  for (const kind of ['members', 'tiers', 'users']) {
    under.ghost.faults.add({ kind: 'forbidden', on: new RegExp(`/${kind}/`) });
  }
  const { sides, notes } = await sidesOf('--full');
  expect(sides).toMatchObject({ members: 'not allowed', tiers: 'not allowed', newsletters: { added: 1 } });
  expect(notes).toContain('Our key may not read users there, so they were left as they are.');
  expect(await here()).toHaveLength(3);
  expect((await under.rose(['sync', '--full'])).stdout).toContain('  members     our key may not read them there\n');
});

test('a key that is not taken any more ends it, also where only members are asked for', async () => {
  written(1);
  under.ghost.faults.add({ kind: 'unauthorized', on: /\/members\// });
  const { code, stderr } = await under.rose(['sync']);
  expect([code, stderr]).toEqual([1, 'The Ghost does not take our key: it answered 401 (UNKNOWN_ADMIN_API_KEY).\n']);
  expect(askedFor(/members/)).toBe(1);
});
