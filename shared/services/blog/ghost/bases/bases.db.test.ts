import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { operator } from '../../../../contracts/viewer.js';
import { ghostAuthor, ghostPost, ghostTag } from '../../../../testing/ghost-answers.js';
import { recordedTexts } from '../../../../testing/recorded-ghost.js';
import { registryUnderTest, type RegistryUnderTest } from '../../../../testing/registry-under-test.js';

const site = 'https://old.example';
let under: RegistryUnderTest;

beforeAll(async () => {
  under = await registryUnderTest();
});

beforeEach(() => under.rows('truncate posts, tags, authors cascade'));

afterAll(() => under.close());

const take = (answer: object) => under.services.blog.importGhost(operator, site, answer);

interface BaseRow {
  version: string;
  origin: string;
  said: Record<string, unknown>;
}

const bases = () =>
  under.rows<BaseRow>(
    'select b.xmin::text as version, b.origin, b.said from ghost_bases b join posts p on p.id = b.post_id order by p.slug',
  );

test('what a Ghost said is kept to the letter, without what is told of persons or worked out', async () => {
  const unknown = { type: 'card-of-tomorrow', payload: { html: '<b>\u2028é🥖</b>', zero: 0, none: null }, version: 7 };
  const lexical = JSON.stringify({ root: { type: 'root', version: 1, children: [unknown] } });
  const told = {
    lexical,
    mobiledoc: null,
    custom_template: 'wide',
    email_subject: 'Bread!',
    meta_title: 'M',
    brand_new_field: [1, { a: 'b' }],
  };
  const worked = {
    url: `${site}/bread/`,
    excerpt: 'About',
    reading_time: 1,
    email: { to: 'ann@example.test' },
    post_revisions: [{}],
  };
  const post = ghostPost('bread', { ...told, ...worked, tags: [ghostTag('news')], authors: [ghostAuthor('wren')] });
  await take({ posts: [post], pages: [ghostPost('house', { id: 'f'.repeat(24) })] });
  const [bread, house] = await bases();
  const { url: _u, excerpt: _e, reading_time: _r, email: _m, post_revisions: _p, ...kept } = post;
  const pointers = {
    tags: [{ id: ghostTag('news').id, slug: 'news', name: 'news' }],
    authors: [{ id: ghostAuthor('wren').id, slug: 'wren' }],
  };
  expect(bread).toMatchObject({ origin: 'ghost', said: { ...kept, ...pointers } });
  expect(bread?.said['lexical']).toBe(lexical);
  expect(Object.keys(bread?.said ?? {}).sort()).toEqual(Object.keys(kept).sort());
  expect(JSON.stringify([bread, house])).not.toContain('@');
});

test('it is written when it is another, also where nothing changes for readers, and goes with its text', async () => {
  const post = ghostPost('bread');
  await take({ posts: [post] });
  const [first] = await bases();
  await take({ posts: [{ ...post, authors: [{ ...ghostAuthor('wren'), updated_at: '2026-11-09T09:00:00.000Z' }] }] });
  expect(await bases()).toEqual([first]);
  const shown = await under.rows('select xmin::text from posts');
  await take({ posts: [{ ...post, email_subject: 'Bread!', updated_at: '2026-11-10T09:00:00.000Z' }] });
  const [second] = await bases();
  expect(second?.said).toMatchObject({ email_subject: 'Bread!', updated_at: '2026-11-10T09:00:00.000Z' });
  expect(await under.rows('select xmin::text from posts')).toEqual(shown);
  await under.services.blog.removeGhostsGone(operator, site, 'posts', [], 'all');
  expect(await bases()).toEqual([]);
});

test('a text that came before bases were kept has one after it was read again, and one that is older none', async () => {
  const post = ghostPost('bread', { updated_at: '2026-11-05T09:00:00.000Z' });
  await take({ posts: [post] });
  await under.rows('truncate ghost_bases');
  await take({ posts: [{ ...post, title: 'Older', updated_at: '2026-11-04T09:00:00.000Z' }] });
  expect(await bases()).toEqual([]);
  await take({ posts: [post] });
  expect(await bases()).toMatchObject([{ origin: 'ghost', said: { title: 'bread' } }]);
});

test('where a text was written first stays, whatever the Ghost says of it later', async () => {
  const post = ghostPost('bread');
  await take({ posts: [post] });
  await under.rows(`update ghost_bases set origin = 'here'`);
  await take({ posts: [{ ...post, title: 'Other' }] });
  expect(await bases()).toMatchObject([{ origin: 'here', said: { title: 'Other' } }]);
});

test('what no text of ours may hold does not keep a post away', async () => {
  await take({ posts: [ghostPost('bread', { title: 'a\0b', custom_template: 'half \ud83c', odd: { deep: ['\0'] } })] });
  expect(await bases()).toMatchObject([{ said: { title: 'ab', custom_template: 'half \ufffd', odd: { deep: [''] } } }]);
});

test('every text that a real Ghost gave is printed as it came, card by card, and so is its base', async () => {
  const texts = recordedTexts().filter(({ lexical }) => lexical);
  expect(texts.length).toBeGreaterThan(4);
  for (const { slug, lexical, html } of texts) {
    await take({ posts: [ghostPost(slug, { lexical, html })] });
    expect(await under.services.blog.findLexical(operator, slug)).toBe(lexical);
  }
  const kept = await under.rows<{ lexical: string }>(`select said ->> 'lexical' as lexical from ghost_bases`);
  expect(new Set(kept.map(({ lexical }) => lexical))).toEqual(new Set(texts.map(({ lexical }) => lexical)));
});
