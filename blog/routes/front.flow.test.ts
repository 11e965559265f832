import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { operator } from '@rose-ash/shared/contracts/viewer';
import { ghostPost } from '@rose-ash/shared/testing/ghost-answers';
import { startHouseUnderTest, type HouseUnderTest } from '@rose-ash/shared/testing/house-under-test';
import { importAnswers } from '@rose-ash/shared/testing/import-answers';
import { roomsOf } from '@rose-ash/shared/testing/room-of';

type House = HouseUnderTest<'blog' | 'market' | 'events' | 'federation'>;

let house: House;
let alone: HouseUnderTest<'blog' | 'market'>;

const loaf = { slug: 'loaf', name: 'White sourdough', price: { minor: 380, currency: 'GBP' }, unit: 'loaf', onHand: 9 };

beforeAll(async () => {
  house = await startHouseUnderTest(await roomsOf('blog', 'market', 'events', 'federation'));
  alone = await startHouseUnderTest(await roomsOf('blog', 'market'));
  await house.fill(async ({ market, events }) => {
    await market.saveProduct(operator, loaf);
    await events.saveCalendar(operator, { slug: 'hall', title: 'The hall' });
    const [startsAt, endsAt] = [new Date('2999-12-12T19:30:00Z'), new Date('2999-12-12T23:00:00Z')];
    const when = { startsAt, endsAt, zone: 'Europe/London', place: 'Hall' };
    await events.saveEntry(operator, { calendar: 'hall', slug: 'ceilidh', title: 'Ceilidh', ...when });
  });
  await importAnswers(house.databaseUrl, 'https://old.example', {
    posts: [ghostPost('bread', { title: 'Bread at eight', tags: [], authors: [] })],
  });
  await alone.doors.market.shut();
});

afterAll(async () => {
  await house.stop();
  await alone.doors.market.open();
  await alone.stop();
});

const fragment = (text: string, type: string) =>
  new RegExp(`<(?:section|div) [^>]*data-fragment="${type}"[^>]*>`).exec(text)?.[0];

test('the front page is made of the blog, the shelf, what comes up and what is said, each read once', async () => {
  let page = { status: 0, text: '' };
  const reads = await house.readsDuring(async () => {
    page = await house.apps.blog.ask('/');
  });
  const { status, text } = page;
  expect(status).toBe(200);
  expect(text).toContain('Bread at eight');
  expect(text).toMatch(/href="http:\/\/market\.[^"]+\/products\/loaf">White sourdough/);
  expect(text).toMatch(/href="http:\/\/events\.[^"]+\/entries\/ceilidh">Ceilidh/);
  for (const type of ['blog/lead', 'blog/latest', 'market/shelf', 'events/upcoming', 'federation/latest']) {
    expect(fragment(text, type)).toBeDefined();
    expect(fragment(text, type)).not.toContain('data-fragment-state');
  }
  const counts = Object.fromEntries(Object.entries(reads).map(([app, { length }]) => [app, length]));
  // One statement for each part: the blog has what leads, the list and the menu.
  expect(counts).toEqual({ blog: 3, market: 1, events: 1, federation: 1 });
});

test('with everybody away it is whole, and says in their places that they are', async () => {
  const { status, text } = await alone.apps.blog.ask('/');
  expect(status).toBe(200);
  expect(text.trimEnd()).toMatch(/<\/html>$/);
  for (const type of ['market/shelf', 'events/upcoming', 'federation/latest']) {
    expect(fragment(text, type)).toContain('data-fragment-state="fallback"');
  }
  expect(text).toContain('The shelves cannot be seen from here just now.');
});

test('later pages are plain lists', async () => {
  const posts = Array.from({ length: 12 }, (_, index) => ghostPost(`more-${index}`, { tags: [], authors: [] }));
  await importAnswers(house.databaseUrl, 'https://old.example', { posts });
  const { status, text } = await house.apps.blog.ask('/?page=2');
  expect(status).toBe(200);
  expect(text).not.toMatch(/data-fragment="(market|events|federation)\//);
});
