import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { withServices } from '../../cli/with-services.js';
import { operator } from '../../contracts/viewer.js';
import { testDatabase, type TestDatabase } from '../../testing/test-database.js';
import { seedDemo } from './seed-demo.js';

let database: TestDatabase;
let client: pg.Client;
let first: { sentence: string };

const wednesday = new Date('2026-11-25T12:00:00Z');

const there = { sentence: 'The demo content was there already.' };

const tables = [
  'members',
  'member_roles',
  'products',
  'calendars',
  'entries',
  'baskets',
  'basket_lines',
  'posts',
  'tags',
];

/** Every row with the transaction that wrote it, and how much was recorded. */
async function everything(): Promise<unknown> {
  const rows = tables.map((table) => `select '${table}' as table, xmin::text, t::text as row from ${table} t`);
  const recorded = `select 'ap_activities', count(*)::text, '' from ap_activities`;
  return (await client.query(`${[...rows, recorded].join(' union all ')} order by 1, 2, 3`)).rows;
}

beforeAll(async () => {
  database = await testDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  first = await seedDemo(database.url, wednesday);
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

test('it says what it wrote', () => {
  expect(first).toEqual({
    sentence: 'Demo content: 11 posts, 2 pages, 5 people, 12 products, 8 calendar entries and 1 basket.',
  });
});

test('the blog is worth reading, and says nothing to strangers that is not theirs', async () => {
  await withServices(database.url, async ({ blog }) => {
    const list = await blog.listPosts(null, { page: 1, perPage: 100 });
    expect(list.total).toBe(10);
    expect(list.items.at(-1)?.slug).toBe('every-card');
    for (const { slug, excerpt, authors, tags } of list.items) {
      expect({ slug, excerpt }).toEqual({ slug, excerpt: expect.stringMatching(/\S/) });
      expect(authors.length).toBeGreaterThan(0);
      expect(tags.map((tag) => tag.slug).join()).not.toContain('hash-');
      const post = await blog.findPost(null, slug);
      expect(post?.html).not.toMatch(/<script|<svg|style=|127\.0\.0\.1:2368\/(?!content)/);
    }
    for (const slug of ['about', 'rules']) expect((await blog.findPost(null, slug))?.kind).toBe('page');
    expect(await blog.findPost(null, 'christmas-opening-hours')).toBeNull();
    const whole = await blog.findPost(operator, 'accounts-to-the-end-of-september');
    const begun = await blog.findPost(null, 'accounts-to-the-end-of-september');
    expect([whole?.isTeaser, begun?.isTeaser]).toEqual([false, true]);
    expect(begun?.html.length).toBeLessThan((whole?.html.length ?? 0) / 2);
  });
});

test('each demo person has the role that their address says, and the newcomer has not joined', async () => {
  const { rows } = await client.query(
    `select email, array_to_string(array_agg(role), ' ') as roles
       from members left join member_roles on member_id = id group by email order by email`,
  );
  const roles = { admin: 'admin', editor: 'editor', member: '', organiser: 'organiser', shopkeeper: 'shopkeeper' };
  expect(rows).toEqual(Object.entries(roles).map(([name, role]) => ({ email: `${name}@rose-ash.test`, roles: role })));
});

test('there is something to buy, something to go to, and something in the member’s basket', async () => {
  await withServices(database.url, async ({ federation, market, events, cart }) => {
    expect((await market.listProducts(null, { page: 1, perPage: 100 })).total).toBe(12);
    expect(await events.findEntry(null, 'digging-morning-2026-11-29')).toMatchObject({
      startsAt: new Date('2026-11-29T10:00:00Z'),
      calendar: { title: 'Out of doors' },
    });
    const ada = await federation.findMember(operator, 'ada');
    const viewer = { id: ada!.id, roles: ada!.roles };
    const basket = await cart.getBasket(viewer, { kind: 'member', memberId: viewer.id });
    expect(basket.lines.map(({ product }) => product?.slug)).toContain('white-sourdough');
    expect(basket.lines).toHaveLength(3);
  });
});

test('a second time writes no row and records no activity', async () => {
  const before = await everything();
  expect(await seedDemo(database.url, new Date('2026-11-29T23:59:00Z'))).toEqual(there);
  expect(await everything()).toEqual(before);
});

test('what somebody changed stays as they left it', async () => {
  await withServices(database.url, async ({ federation, market, cart }) => {
    const price = { minor: 375, currency: 'GBP' };
    const loaf = { slug: 'white-sourdough', name: 'White sourdough', price, unit: 'loaf', onHand: 3 };
    await market.saveProduct(operator, loaf);
    const withdrawn = await market.withdrawProduct(operator, 'seeded-rye');
    expect(withdrawn.withdrawnAt).not.toBeNull();
    const ada = await federation.findMember(operator, 'ada');
    const viewer = { id: ada!.id, roles: ada!.roles };
    const owner = { kind: 'member', memberId: viewer.id } as const;
    for (const { productId } of (await cart.getBasket(viewer, owner)).lines) {
      await cart.putLine(viewer, owner, { productId, quantity: 0 });
    }
  });
  const before = await everything();
  expect(await seedDemo(database.url, wednesday)).toEqual(there);
  expect(await everything()).toEqual(before);
});

test('a week later only the week that came into sight is new', async () => {
  expect(await seedDemo(database.url, new Date('2026-12-02T12:00:00Z'))).toEqual({
    sentence: expect.stringMatching(/^Demo content: \d calendar entr(y|ies)\.$/),
  });
});

test('production gets no demo', async () => {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  await expect(seedDemo(database.url)).rejects.toThrow('NODE_ENV is production');
  process.env['NODE_ENV'] = before;
});
