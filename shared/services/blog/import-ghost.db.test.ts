import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { operator, type MaybeViewer } from '../../contracts/viewer.js';
import { newId } from '../../lib/ids.js';
import { ghostAuthor, ghostPost, ghostTag } from '../../testing/ghost-answers.js';
import { recordedTexts } from '../../testing/recorded-ghost.js';
import { registryUnderTest, type RegistryUnderTest } from '../../testing/registry-under-test.js';

const site = 'https://old.example';
let under: RegistryUnderTest;

beforeAll(async () => {
  under = await registryUnderTest();
});

beforeEach(() => under.rows('truncate posts, tags, authors cascade'));

afterAll(() => under.close());

const take = (answer: unknown, from = site) => under.services.blog.importGhost(operator, from, answer);

const counts = (added: number, changed: number, same: number) => ({ added, changed, same });

interface Row {
  slug: string;
  title: string;
  xmin: string;
  source_html: string;
  html: string;
  ghost_slug: string;
}

const posts = () => under.rows<Row>('select *, xmin from posts order by slug');

test('posts bring their tags and authors, in order', async () => {
  const post = ghostPost('bread', {
    tags: [ghostTag('recipes'), ghostTag('hash-rail', { name: '#rail', visibility: 'internal' }), ghostTag('news')],
    authors: [ghostAuthor('wren', { name: 'Wren' }), ghostAuthor('fern', { name: 'Fern' })],
  });
  const report = await take({ posts: [post] });
  expect(report).toEqual({
    site,
    posts: counts(1, 0, 0),
    pages: counts(0, 0, 0),
    tags: counts(3, 0, 0),
    authors: counts(2, 0, 0),
    notes: [],
  });
  const found = await under.services.blog.findPost(null, 'bread');
  expect(found?.tags.map((tag) => tag.slug)).toEqual(['recipes', 'news']);
  expect(found?.authors).toEqual([
    { slug: 'wren', name: 'Wren' },
    { slug: 'fern', name: 'Fern' },
  ]);
});

test('a second import of the same answer writes nothing', async () => {
  const answer = { posts: [ghostPost('bread'), ghostPost('soup')], pages: [] };
  await take(answer);
  const before = await posts();
  under.clock.at('2026-11-26T12:00:00Z');
  const statements = await under.statementsOf(async () => {
    const report = await take(answer);
    expect(report.posts).toEqual(counts(0, 0, 2));
    expect(report.tags).toEqual(counts(0, 0, 1));
    expect(report.authors).toEqual(counts(0, 0, 1));
  });
  expect(statements.filter((sql) => /^\s*(insert|update|delete)/i.test(sql))).toEqual([]);
  expect(await posts()).toEqual(before);
});

test('what changed on the Ghost changes here, and the rest stays', async () => {
  await take({ posts: [ghostPost('bread'), ghostPost('soup')] });
  const before = await posts();
  const later = { updated_at: '2026-11-03T09:00:00.000Z' };
  const changed = ghostPost('bread', { title: 'Better bread', tags: [ghostTag('recipes')], ...later });
  const report = await take({ posts: [changed, ghostPost('soup', later)] });
  expect(report.posts).toEqual(counts(0, 1, 1));
  const found = await under.services.blog.findPost(null, 'bread');
  expect(found).toMatchObject({ title: 'Better bread', tags: [{ slug: 'recipes' }] });
  expect((await posts())[1]).toEqual(before[1]);
});

test('tags that move without a new date are noticed', async () => {
  await take({ posts: [ghostPost('bread')] });
  const report = await take({ posts: [ghostPost('bread', { tags: [ghostTag('news'), ghostTag('recipes')] })] });
  expect(report.posts).toEqual(counts(0, 1, 0));
  expect((await under.services.blog.findPost(null, 'bread'))?.tags).toHaveLength(2);
});

test('an older answer does not undo a newer one, and says so', async () => {
  await take({ posts: [ghostPost('bread', { title: 'New', updated_at: '2026-11-09T09:00:00.000Z' })] });
  const report = await take({ posts: [ghostPost('bread', { title: 'Old' })] });
  expect(report.notes).toEqual(['"Old" is older in this answer than here and was not taken.']);
  expect((await posts())[0]?.title).toBe('New');
});

test('a recorded answer is read as its body', async () => {
  const report = await take({ request: {}, status: 200, headers: {}, body: { pages: [ghostPost('rules')] } });
  expect(report.pages).toEqual(counts(1, 0, 0));
});

test('tags and users come alone as well, and no e-mail address is kept', async () => {
  expect((await take({ tags: [ghostTag('news')] })).tags).toEqual(counts(1, 0, 0));
  expect((await take({ users: [ghostAuthor('wren', { name: 'Wren' })] })).authors).toEqual(counts(1, 0, 0));
  const rows = await under.rows<{ text: string }>('select authors::text as text from authors');
  expect(rows[0]?.text).toContain('Wren');
  expect(rows[0]?.text).not.toContain('@');
});

test('a page and a post that claim one address both stay reachable, and the report says where', async () => {
  const report = await take({
    posts: [ghostPost('rules')],
    pages: [ghostPost('rules', { id: 'another', title: 'Rules' })],
  });
  expect(report.notes).toEqual(['"Rules" is at /rules-2/ here: /rules/ was taken before it came.']);
  expect((await under.services.blog.findPost(null, 'rules'))?.kind).toBe('post');
  expect((await under.services.blog.findPost(null, 'rules-2'))?.kind).toBe('page');
  expect((await take({ pages: [ghostPost('rules', { id: 'another', title: 'Rules' })] })).pages).toEqual(
    counts(0, 0, 1),
  );
});

test('two sites share no rows: the later one steps aside', async () => {
  await take({ posts: [ghostPost('bread')] });
  const report = await take({ posts: [ghostPost('bread')] }, 'https://other.example/blog/');
  expect(report.site).toBe('https://other.example/blog');
  expect(report.posts).toEqual(counts(1, 0, 0));
  expect((await posts()).map((post) => [post.slug, post.ghost_slug])).toEqual([
    ['bread', 'bread'],
    ['bread-2', 'bread'],
  ]);
  const edited = ghostPost('bread', { title: 'Edited', updated_at: '2026-11-05T09:00:00.000Z' });
  await take({ posts: [edited] }, 'https://other.example/blog');
  expect((await posts()).map((post) => post.slug)).toEqual(['bread', 'bread-2']);
});

test('a new slug on the Ghost is a new address here', async () => {
  await take({ posts: [ghostPost('bread', { id: 'one' })] });
  await take({ posts: [ghostPost('loaf', { id: 'one', updated_at: '2026-11-05T09:00:00.000Z' })] });
  expect((await posts()).map((post) => post.slug)).toEqual(['loaf']);
});

test('a slug that was left leads to where the post is, and to nobody else’s post', async () => {
  const present = (slug: string) => under.services.blog.findPresentSlug(null, slug);
  const at = (slug: string, day: number, id = 'one') => ({
    posts: [ghostPost(slug, { id, updated_at: `2026-11-${String(day).padStart(2, '0')}T09:00:00.000Z` })],
  });
  await take(at('bread', 5));
  await take(at('loaf', 6));
  await take(at('rye', 7));
  expect([await present('bread'), await present('loaf'), await present('rye')]).toEqual(['rye', 'rye', null]);
  await take({ pages: at('loaf', 8, 'two').posts });
  expect([await present('bread'), await present('loaf')]).toEqual(['rye', null]);
  await take(at('bread', 9));
  expect([await present('bread'), await present('rye')]).toEqual([null, 'bread']);
  await take({
    posts: [ghostPost('bread', { id: 'one', visibility: 'members', updated_at: '2026-11-10T09:00:00.000Z' })],
  });
  expect(await present('rye')).toBe('bread');
  await take({
    posts: [ghostPost('bread', { id: 'one', status: 'draft', updated_at: '2026-11-11T09:00:00.000Z' })],
  });
  expect(await present('rye')).toBeNull();
  expect(await present('no\0ne')).toBeNull();
});

test.each([
  ['tag', 'tags', ghostTag],
  ['author', 'authors', ghostAuthor],
] as const)('a slug left by %s leads to where it is, until another lives there', async (kind, list, thingAt) => {
  const present = (slug: string) => under.services.blog.findPresentSlug(null, slug, kind);
  const at = (slug: string, day: number, id = 'one', more = {}) => {
    const thing = { id, name: id, updated_at: `2026-11-${String(day).padStart(2, '0')}T09:00:00.000Z`, ...more };
    return { posts: [ghostPost(`about-${id}`, { [list]: [thingAt(slug, thing)] })] };
  };
  await take(at('bread', 5));
  await take(at('loaf', 6));
  await take(at('rye', 7));
  expect([await present('bread'), await present('loaf'), await present('rye')]).toEqual(['rye', 'rye', null]);
  expect(await under.services.blog.findPresentSlug(null, 'bread')).toBeNull();
  await take(at('loaf', 8, 'two'));
  expect([await present('bread'), await present('loaf')]).toEqual(['rye', null]);
  await take(at('bread', 9));
  expect([await present('bread'), await present('rye')]).toEqual([null, 'bread']);
  expect(await present('no\0ne')).toBeNull();
  if (kind === 'author') return;
  await take(at('bread', 10, 'one', { visibility: 'internal' }));
  expect(await present('rye')).toBeNull();
});

test('a text is kept as a document, and what is made of it', async () => {
  const [every] = recordedTexts();
  await take({ posts: [ghostPost('every', { lexical: every?.lexical, html: every?.html })] });
  const [row] = await under.rows<{
    document: { type: string };
    lexical: string;
    text: string;
    outline: object[];
    refs: object;
  }>('select document, lexical, text, outline, refs from posts');
  expect(row?.document.type).toBe('doc');
  expect(row?.lexical).toBe(every?.lexical);
  expect(row?.text).toContain('Members own it.');
  expect(row?.outline[0]).toEqual({
    id: 'a-second-level-heading',
    level: 2,
    text: 'A second level heading',
    isOpen: false,
  });
  expect(row?.refs).toMatchObject({
    files: [expect.stringContaining('list.pdf'), expect.anything(), expect.anything()],
  });
  expect((await under.services.blog.findPost(null, 'every'))?.outline).toHaveLength(2);
});

test('what is for members ends at the paywall for everybody else', async () => {
  const line = (text: string) => ({ type: 'paragraph', children: [{ type: 'extended-text', text }] });
  const lexical = JSON.stringify({
    root: { type: 'root', children: [line('Open words.'), { type: 'paywall' }, line('Closed words.')] },
  });
  await take({
    posts: [
      ghostPost('walled', { visibility: 'members', lexical }),
      ghostPost('closed', { visibility: 'members', html: '<p>Closed words.</p>' }),
      ghostPost('open', { lexical }),
    ],
  });
  const rows = await under.rows('select slug, excerpt, teaser_html, teaser_text, html from posts order by slug');
  const whole = '<p>Open words.</p>\n<p>Closed words.</p>';
  const teaser = { teaser_html: '<p>Open words.</p>', teaser_text: 'Open words.' };
  expect(rows).toEqual([
    { slug: 'closed', excerpt: '', teaser_html: '', teaser_text: '', html: '<p>Closed words.</p>' },
    { slug: 'open', excerpt: 'Open words. Closed words.', ...teaser, html: whole },
    { slug: 'walled', excerpt: 'Open words.', ...teaser, html: whole },
  ]);
  const find = async (viewer: MaybeViewer, slug: string) => (await under.services.blog.findPost(viewer, slug))?.html;
  const someMember = { id: newId(), roles: [] };
  expect([await find(null, 'walled'), await find(null, 'closed')]).toEqual(['<p>Open words.</p>', '']);
  expect([await find(someMember, 'walled'), await find(someMember, 'closed')]).toEqual([whole, '<p>Closed words.</p>']);
  const { items } = await under.services.blog.listPosts(null, { page: 1, perPage: 9 });
  expect(JSON.stringify(items.filter(({ audience }) => audience === 'members'))).not.toContain('Closed words');
  expect(items).toHaveLength(3);
});

test('only editors are given a text as the Ghost has it', async () => {
  const [every] = recordedTexts();
  await take({ posts: [ghostPost('every', { lexical: every?.lexical, status: 'draft' })] });
  expect(await under.services.blog.findLexical(operator, 'every')).toBe(every?.lexical);
  expect(await under.services.blog.findLexical(operator, 'nobody')).toBeNull();
  await expect(under.services.blog.findLexical(null, 'every')).rejects.toMatchObject({ status: 403 });
});

test('an older Ghost’s texts are read, and NUL and half characters are no trouble', async () => {
  const mobiledoc = JSON.stringify({
    version: '0.3.1',
    markups: [],
    atoms: [],
    cards: [],
    sections: [[1, 'p', [[0, [], 0, 'Ol\0d \ud800words']]]],
  });
  await take({ posts: [ghostPost('old', { mobiledoc, html: '<p>Other</p>' })] });
  expect((await under.services.blog.findPost(null, 'old'))?.html).toBe('<p>Old \ufffdwords</p>');
});

test('a whole export brings everything at once, and what the API said is the same again', async () => {
  const tag = { id: 't1', name: 'News', slug: 'news', visibility: 'public' };
  const author = { id: 'u1', name: 'Wren', slug: 'wren', email: 'wren@rose-ash.test' };
  const stamps = {
    created_at: '2026-11-01 09:00:00',
    updated_at: '2026-11-02 09:00:00',
    published_at: '2026-11-02 10:00:00',
  };
  const bread = {
    id: 'p1',
    title: 'Bread',
    slug: 'bread',
    html: '<p>Warm.</p>',
    status: 'published',
    visibility: 'public',
    ...stamps,
  };
  const data = {
    posts: [
      { ...bread, type: 'post' },
      { ...bread, id: 'p2', slug: 'about', type: 'page', status: 'draft' },
    ],
    tags: [tag],
    users: [author],
    posts_tags: [{ post_id: 'p1', tag_id: 't1', sort_order: 0 }],
    posts_authors: [{ post_id: 'p1', author_id: 'u1', sort_order: 0 }],
  };
  const whole = { db: [{ meta: {}, data }] };
  const report = await take(whole);
  expect([report.posts, report.pages, report.tags, report.authors]).toEqual(Array(4).fill(counts(1, 0, 0)));
  expect(report.notes).toEqual(['1 text is not published and hidden from everybody.']);
  expect(await under.services.blog.findPost(null, 'bread')).toMatchObject({
    tags: [{ slug: 'news' }],
    authors: [{ slug: 'wren' }],
  });
  expect((await take(whole)).posts).toEqual(counts(0, 0, 1));
  const answer = { ...bread, ...{ published_at: '2026-11-02T10:00:00.000Z', updated_at: '2026-11-02T09:00:00.000Z' } };
  expect((await take({ posts: [{ ...answer, tags: [tag], authors: [author] }] })).posts).toEqual(counts(0, 0, 1));
});

test('an address of the site itself is not given to a post', async () => {
  const report = await take({ pages: [ghostPost('search')] });
  expect((await posts()).map((post) => post.slug)).toEqual(['search-2']);
  expect(report.notes).toHaveLength(1);
});

test('a tag and an author keep an address that would be the site’s own if it were a post’s', async () => {
  const report = await take({
    posts: [ghostPost('bread', { tags: [ghostTag('archive')], authors: [ghostAuthor('media')] })],
  });
  expect(report.notes).toEqual([]);
  expect(await under.services.blog.findTag('archive')).not.toBeNull();
  expect(await under.services.blog.findAuthor('media')).not.toBeNull();
});

test('six imports at once neither fail nor give one address twice', async () => {
  const sites = Array.from({ length: 6 }, (_, number) => `https://${number}.example`);
  await Promise.all(sites.map((from) => take({ posts: [ghostPost('bread')] }, from)));
  const slugs = (await posts()).map((post) => post.slug);
  expect(slugs).toEqual(['bread', 'bread-2', 'bread-3', 'bread-4', 'bread-5', 'bread-6']);
});

test('hostile HTML is cleaned for readers and kept as it came for the record', async () => {
  const html = '<p onclick="x()">Hi</p><script>alert(1)</script><img src="http://old.example/a.png">';
  const report = await take({
    posts: [ghostPost('bread', { title: 'Bread', html, feature_image_caption: 'By <b>us</b>' })],
  });
  expect((await under.services.blog.findPost(null, 'bread'))?.html).toBe('<p>Hi</p>');
  expect((await posts())[0]?.source_html).toBe(html);
  expect(report.notes).toEqual(['"Bread": 1 picture is shown once copied, not being on https.']);
});

test('drafts and what is not public are taken, counted and hidden', async () => {
  const report = await take({
    posts: [
      ghostPost('open'),
      ghostPost('draft', { status: 'draft', published_at: null }),
      ghostPost('scheduled', { status: 'scheduled', published_at: '2026-12-24T10:00:00.000Z' }),
      ghostPost('sent', { status: 'sent' }),
      ghostPost('members', { visibility: 'members' }),
      ghostPost('paid', { visibility: 'paid' }),
      ghostPost('unheard-of', { visibility: 'friends', status: 'whispered' }),
    ],
  });
  expect(report.posts.added).toBe(7);
  expect(report.notes).toEqual([
    '4 texts are not published and hidden from everybody.',
    '2 texts are not for everyone; strangers read how they begin.',
  ]);
  const page = await under.services.blog.listPosts(null, { page: 1, perPage: 10 });
  expect(page.items.map((post) => post.slug).sort()).toEqual(['members', 'open', 'paid']);
  for (const slug of ['draft', 'scheduled', 'sent', 'unheard-of']) {
    expect(await under.services.blog.findPost(null, slug)).toBeNull();
  }
  for (const slug of ['members', 'paid']) {
    expect(await under.services.blog.findPost(null, slug)).toMatchObject({ isTeaser: true, html: '', outline: [] });
  }
});

test('a post without its text is not taken, and does not wipe the one that is here', async () => {
  await take({ posts: [ghostPost('bread')] });
  const report = await take({ posts: [ghostPost('bread', { html: undefined, title: 'Bread' })] });
  expect(report.notes[0]).toMatch(/^"Bread" came without its text, tags or authors and was not taken; ask Ghost with/);
  expect((await under.services.blog.findPost(null, 'bread'))?.html).toBe('<p>About bread.</p>');
});

test('one thing twice in one answer, and a NUL in a text, are no trouble', async () => {
  const post = ghostPost('bread', { title: 'Br\0ead', tags: [ghostTag('news'), ghostTag('news')] });
  const report = await take({ posts: [post, post] });
  expect(report.posts).toEqual(counts(1, 0, 0));
  expect((await posts())[0]?.title).toBe('Bread');
});

test('an answer is taken whole or not at all', async () => {
  await under.rows(`alter table post_tags add constraint no_tags check (position < 0)`);
  await expect(take({ posts: [ghostPost('bread')] })).rejects.toThrow();
  await under.rows(`alter table post_tags drop constraint no_tags`);
  expect(await posts()).toEqual([]);
  expect(await under.rows('select 1 from tags')).toEqual([]);
});

test.each([
  ['a word', 'hello', /not what Ghost's Admin API answers/],
  ['null', null, /not what Ghost's Admin API answers/],
  ['something else', { members: [] }, /holds no posts, pages, tags or users/],
  [
    'a refusal',
    { status: 401, body: { errors: [{ message: 'Unknown Admin API Key' }] } },
    /Ghost refused .*Unknown Admin API Key/,
  ],
  [
    'the Content API',
    { posts: [{ ...ghostPost('bread'), status: undefined }] },
    /posts\.0\.status is missing.*Content API/,
  ],
  ['a slug that is no path', { posts: [ghostPost('a/b')] }, /posts\.0\.slug is no slug/],
  ['a date that is none', { posts: [ghostPost('a', { published_at: 'soon' })] }, /posts\.0\.published_at is no date/],
])('%s is refused with a sentence', async (_name, answer, sentence) => {
  await expect(take(answer)).rejects.toMatchObject({ code: 'ghost-answer', sentence: expect.stringMatching(sentence) });
});

test.each(['hello', 'ftp://old.example', ''])('the site %p is refused', async (from) => {
  await expect(take({ posts: [] }, from)).rejects.toMatchObject({ code: 'ghost-site' });
});

test.each(['https://old.example/ghost/', 'https://OLD.example/', 'https://old.example/ghost/#/posts'])(
  '%s is the same Ghost',
  async (from) => {
    expect((await take({ posts: [] }, from)).site).toBe(site);
  },
);

test('only editors bring texts in', async () => {
  const before = await under.services.blog.listPosts(null, { page: 1, perPage: 1 });
  const viewers: MaybeViewer[] = [
    null,
    { id: newId(), roles: [] },
    { id: newId(), roles: ['shopkeeper', 'moderator'] },
  ];
  const answer = { posts: [ghostPost('smuggled')] };
  for (const viewer of viewers) {
    await expect(under.services.blog.importGhost(viewer, site, answer)).rejects.toMatchObject({ status: 403 });
  }
  expect((await under.services.blog.listPosts(null, { page: 1, perPage: 1 })).total).toBe(before.total);
  const editor: MaybeViewer = { id: newId(), roles: ['editor'] };
  expect((await under.services.blog.importGhost(editor, site, answer)).posts.added).toBe(1);
});
