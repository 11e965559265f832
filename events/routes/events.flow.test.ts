import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Services } from '@rose-ash/shared/contracts/registry';
import { operator } from '@rose-ash/shared/contracts/viewer';
import { startHouseUnderTest, type HouseUnderTest } from '@rose-ash/shared/testing/house-under-test';
import { roomsOf } from '@rose-ash/shared/testing/room-of';

type House = HouseUnderTest<'market' | 'events'>;

let full: House;
let empty: House;

async function fill({ market, events }: Services): Promise<void> {
  await events.saveCalendar(operator, { slug: 'hall', title: 'The hall' });
  const save = (slug: string, title: string, startsAt: string, endsAt: string, zone = 'Europe/London') => {
    const what = { calendar: 'hall', slug, title, place: 'Library hall', zone };
    return events.saveEntry(operator, { ...what, startsAt: new Date(startsAt), endsAt: new Date(endsAt) });
  };
  await save('ceilidh', 'Ceilidh <all feet>', '2998-12-12T19:30:00Z', '2998-12-12T23:00:00Z');
  await save('lille', 'Printers of Lille', '2998-12-12T20:00:00Z', '2998-12-12T22:00:00Z', 'Europe/Paris');
  for (let day = 1; day <= 24; day += 1) {
    const date = `2999-01-${String(day).padStart(2, '0')}`;
    await save(`digging-${day}`, `Digging ${day}`, `${date}T10:00:00Z`, `${date}T12:00:00Z`);
  }
  await save('past', 'Long over', '2001-06-12T18:30:00Z', '2001-06-12T22:00:00Z');
  const price = { minor: 380, currency: 'GBP' };
  await market.saveProduct(operator, { slug: 'loaf', name: 'Loaf', price, unit: 'loaf', onHand: 9 });
}

beforeAll(async () => {
  const rooms = await roomsOf('market', 'events');
  [full, empty] = await Promise.all([startHouseUnderTest(rooms), startHouseUnderTest(rooms)]);
  await full.fill(fill);
});

afterAll(async () => {
  await Promise.all([full.stop(), empty.stop()]);
});

/** A page with what the market and the events were made to read for it, as long as nothing is kept of it yet. */
async function open(house: House, path: string) {
  let page = { status: 0, text: '' };
  const { market, events } = await house.readsDuring(async () => {
    page = await house.apps.events.ask(path);
  });
  return { ...page, reads: { market: market.length, events: events.length } };
}

test('what comes up is told day by day, beside what is sold', async () => {
  const { status, text, reads } = await open(full, '/');
  expect(status).toBe(200);
  expect(text).toContain('26 entries still to come');
  const headings = [...text.matchAll(/<h[23][^>]*>(?:<a href="([^"]+)">)?([^<]+)/g)].map(
    ([, path, words]) => path ?? words,
  );
  expect(headings.slice(0, 4)).toEqual([
    ...['Wednesday 12 December', '/entries/ceilidh', '/entries/lille', 'Tuesday 1 January'],
  ]);
  expect(text).toContain('Ceilidh &lt;all feet&gt;');
  expect(text).toContain('21:00 to 23:00, Central European Time');
  expect(text).not.toContain('Long over');
  expect(text).toMatch(/<section [^>]*data-fragment="market\/shelf"(?![^>]*data-fragment-state)[^]*Loaf/);
  expect(reads).toEqual({ market: 1, events: 1 });
});

test('the rest is on the second page, and there is no third', async () => {
  const { text } = await open(full, '/?page=2');
  expect([...text.matchAll(/\/entries\/([a-z0-9-]+)"/g)].map(([, slug]) => slug)).toEqual(['digging-23', 'digging-24']);
  for (const none of ['3', '0', 'two']) expect((await open(full, `/?page=${none}`)).status).toBe(404);
});

test('an entry has a page with its day, its times and its place', async () => {
  const { status, text, reads } = await open(full, '/entries/ceilidh');
  expect(status).toBe(200);
  for (const words of ['Wednesday 12 December 2998', '19:30 to 23:00', 'Library hall', '>What is on</a>', 'The hall']) {
    expect(text).toContain(words);
  }
  expect(text).toMatch(/<link rel="canonical" href="http:\/\/events\.[^"]+\/entries\/ceilidh"/);
  expect(text).not.toContain('This is over.');
  // One for the entry, one for what comes up below it.
  expect(reads).toEqual({ market: 0, events: 2 });
});

test('an entry tells machines when and where', async () => {
  const [, json] =
    /<script type="application\/ld\+json">([^<]*)</.exec((await open(full, '/entries/ceilidh')).text) ?? [];
  const [event, way] = (JSON.parse(json!) as { '@graph': unknown[] })['@graph'];
  expect(event).toMatchObject({
    ...{ '@type': 'Event', startDate: '2998-12-12T19:30:00.000Z', organizer: { name: 'Rose Ash' } },
    location: { '@type': 'Place', name: expect.stringMatching(/./) },
  });
  expect(way).toMatchObject({ '@type': 'BreadcrumbList', itemListElement: [{ name: 'What is on' }, { position: 2 }] });
});

test('what is over is still there, and says so', async () => {
  const { status, text } = await open(full, '/entries/past');
  expect(status).toBe(200);
  expect(text).toContain('This is over.');
});

test.each(['none', 'CEILIDH', '%00', 'ceilidh/'])('/entries/%s is not found', async (slug) => {
  expect((await full.apps.events.ask(`/entries/${slug}`)).status).toBe(404);
});

test('a bare calendar says so, and so do empty shelves beside it', async () => {
  const { status, text } = await open(empty, '/');
  expect(status).toBe(200);
  expect(text).toContain('The calendar is bare');
  expect(text).toContain('The shelves are empty today');
});

test('a stranger is shown the kept page until something in it changes', async () => {
  await open(full, '/');
  expect((await open(full, '/')).reads).toEqual({ market: 0, events: 0 });
});
