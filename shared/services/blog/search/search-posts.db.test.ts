import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { operator } from '../../../contracts/viewer.js';
import { ghostPost } from '../../../testing/ghost-answers.js';
import { registryUnderTest, type RegistryUnderTest } from '../../../testing/registry-under-test.js';

let under: RegistryUnderTest;

const post = (slug: string, title: string, html: string, more: Record<string, unknown> = {}) =>
  ghostPost(slug, { title, html: `<p>${html}</p>`, ...more });

beforeAll(async () => {
  under = await registryUnderTest();
  await under.services.blog.importGhost(operator, 'https://old.example', {
    posts: [
      post('oven', 'The oven is ours', 'Sourdough is baked at six, and again at ten.'),
      post('sourdough', 'Sourdough for beginners', 'Flour, water and a week of patience with <b>wild</b> yeast.'),
      post('meeting', 'The November meeting', 'Tern asked for a zeppelin. It was voted down.'),
      post('secret', 'What members know', 'The sourdough starter is called Gerald.', { visibility: 'members' }),
      post('corner', 'The corner', 'The bakery opens early.'),
      post('salt', 'Salt', 'Two bakers quarrel, and make it up.'),
      post('draft', 'Sourdough, a draft', 'Gerald again.', { status: 'draft' }),
      post('tomorrow', 'Sourdough tomorrow', 'Soon.', { published_at: '2999-01-01T00:00:00.000Z' }),
    ],
    pages: [
      post('brackets', 'Bread <at eight>', 'Mind the &lt;unlit lantern&gt;, 1 &lt; 2.'),
      post('about', 'How we are run', 'One member, one vote, one oven.'),
    ],
  });
});

afterAll(() => under.close());

const search = (text: string, page = 1, perPage = 10) => under.services.blog.searchPosts(null, { text, page, perPage });
const slugs = async (text: string) => (await search(text)).items.map(({ slug }) => slug);

test('what stands in a title comes before what is said on the way', async () => {
  expect(await slugs('sourdough')).toEqual(['sourdough', 'oven']);
});

test('posts and pages are found by any form of a word, by phrases, and without what is not wanted', async () => {
  expect((await slugs('ovens')).sort()).toEqual(['about', 'oven']);
  expect(await slugs('"a week of patience"')).toEqual(['sourdough']);
  expect(await slugs('sourdough -flour')).toEqual(['oven']);
  expect((await slugs('zeppelin or vote')).sort()).toEqual(['about', 'meeting']);
});

test('what strangers may not read is not found, not counted, and mends no question', async () => {
  expect(await search('Gerald')).toMatchObject({ items: [], total: 0, mended: null });
  expect(await search('Geralt')).toMatchObject({ items: [], total: 0, mended: null });
  expect((await search('sourdough')).total).toBe(2);
});

test.each([
  ['sourdoh', 'sourdough'],
  ['zepelin', 'zeppelin'],
  ['sourd', 'sourdough'],
  ['ovn', 'oven'],
  ['Novmber meeting', 'november meeting'],
  ['zepelin votd', 'zeppelin vote'],
  // Nearer to "bakery", which stands in another text than the quarrel.
  ['bakry quarel', 'bakers quarrel'],
])('%s is mended to %s', async (asked, mended) => {
  expect(await search(asked)).toMatchObject({ question: asked, mended });
  expect((await search(asked)).items.length).toBeGreaterThan(0);
});

test('a question of many misspelt words is asked again a few times, not once for every way to mend it', async () => {
  const asked = await under.statementsOf(() => search('bakry quarel lantrn zepelin patiense beginers votd ovn'));
  expect(asked.filter((sql) => sql.includes('ts_rank_cd'))).toHaveLength(1 + 6);
});

test('what was found is marked in the title and in the words around it, and nothing of the HTML is left', async () => {
  const [first] = (await search('patience')).items;
  expect(first?.snippet.filter(({ isHit }) => isHit)).toEqual([{ text: 'patience', isHit: true }]);
  expect(first?.snippet.map(({ text }) => text).join('')).toContain('with wild yeast');
  expect((await search('beginners')).items[0]?.markedTitle).toEqual([
    { text: 'Sourdough for ', isHit: false },
    { text: 'beginners', isHit: true },
  ]);
});

test.each(['', '   ', 'the', '&|!:*()', "';--", '\0', '"', 'x '.repeat(5_000), '%_%', '\u{E000}\u{E001}'])(
  'a question like %j is answered with nothing, not with an error',
  async (text) => {
    expect(await search(text)).toMatchObject({ items: [], total: 0 });
  },
);

test('what stands between angle brackets is found, marked and shown as it is', async () => {
  expect(await slugs('<at eight>')).toEqual(['brackets']);
  expect(await slugs('eight')).toEqual(['brackets']);
  const [found] = (await search('unlit lantern')).items;
  expect(found?.snippet.map(({ text }) => text).join('')).toBe('Mind the <unlit lantern');
  expect(found?.snippet.filter(({ isHit }) => isHit).map(({ text }) => text)).toEqual(['unlit', 'lantern']);
  expect((await search('eight')).items[0]?.markedTitle.map(({ text }) => text).join('')).toBe('Bread <at eight>');
  expect(await search('lantrn')).toMatchObject({ mended: 'lantern' });
});

test('a page beyond the last is empty', async () => {
  expect(await search('sourdough', 7)).toMatchObject({ items: [], total: 0, mended: null });
});

test('a change is found at once, and what it replaced no more', async () => {
  await under.services.blog.importGhost(operator, 'https://old.example', {
    posts: [
      post('meeting', 'The November meeting', 'Tern asked for a submarine.', { updated_at: '2026-11-20T09:00:00Z' }),
    ],
  });
  expect(await slugs('submarine')).toEqual(['meeting']);
  expect((await search('zeppelin')).total).toBe(0);
});

describe('many', () => {
  test('are searched with as many questions to the database as one', async () => {
    const one = await under.statementsOf(() => search('sourdough', 1, 1));
    const two = await under.statementsOf(() => search('sourdough', 1, 10));
    expect(two.length).toBe(one.length);
    expect(two.filter((sql) => /^\s*select/i.test(sql))).toHaveLength(2);
  });

  test('are looked for in the index', async () => {
    const client = new pg.Client({ connectionString: under.url });
    await client.connect();
    try {
      await client.query('set enable_seqscan = off');
      const sql = `explain select post_id from post_searches, websearch_to_tsquery('english', 'sourdough') q where words @@ q`;
      const plan = (await client.query<{ 'QUERY PLAN': string }>(sql)).rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(plan).toContain('post_searches_words_idx');
    } finally {
      await client.end();
    }
  });
});
