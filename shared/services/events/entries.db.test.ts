import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { EntryInput } from '../../contracts/services/events.js';
import { operator, type MaybeViewer, type Viewer } from '../../contracts/viewer.js';
import { newId } from '../../lib/ids.js';
import { recordedActivities } from '../../testing/recorded-activities.js';
import { registryUnderTest, type RegistryUnderTest } from '../../testing/registry-under-test.js';

let under: RegistryUnderTest;

const organiser: Viewer = { id: newId(), roles: ['organiser'] };

const hall = { slug: 'hall', title: 'The library hall' };

const ceilidh: EntryInput = {
  calendar: 'hall',
  slug: 'winter-ceilidh',
  title: 'Winter ceilidh',
  startsAt: new Date('2026-12-12T19:30:00Z'),
  endsAt: new Date('2026-12-12T23:00:00Z'),
  zone: 'Europe/London',
  place: 'Library hall',
};

const events = () => under.services.events;

const save = (change: Partial<EntryInput> = {}) => events().saveEntry(organiser, { ...ceilidh, ...change });

const types = async () => (await recordedActivities(under)).map((said) => said.split(' ')[0]);

beforeAll(async () => {
  under = await registryUnderTest();
});

beforeEach(async () => {
  under.clock.at('2026-11-25T12:00:00Z');
  await under.rows('truncate calendars, ap_activities cascade');
  await events().saveCalendar(organiser, hall);
});

afterAll(() => under.close());

test('a calendar is added, renamed and otherwise left alone', async () => {
  const row = () => under.rows('select *, xmin from calendars');
  const before = await row();
  expect(await events().saveCalendar(organiser, hall)).toEqual({ kind: 'unchanged', calendar: hall });
  expect(await row()).toEqual(before);
  const renamed = { ...hall, title: 'The hall' };
  expect(await events().saveCalendar(organiser, renamed)).toEqual({ kind: 'changed', calendar: renamed });
  expect(await events().saveCalendar(organiser, { slug: 'The hall', title: '' })).toMatchObject({
    kind: 'refused',
    problems: [{ field: 'slug' }, { field: 'title' }],
  });
});

test('what is announced is found, counted and on record', async () => {
  const saved = await save();
  const entry = await events().findEntry(null, 'winter-ceilidh');
  expect(entry).toEqual({ ...ceilidh, calendar: hall, id: expect.any(String) });
  expect(saved).toEqual({ kind: 'announced', entry });
  expect(await events().countUpcoming()).toEqual({ entries: 1, calendars: 1 });
  expect(await recordedActivities(under)).toEqual([`entry.announced entry:${entry!.id}`]);
  expect(await events().findEntry(null, 'never-was')).toBeNull();
  expect(await events().findEntry(null, 'no\0slug')).toBeNull();
});

test('a change is written and on record; the same again is neither', async () => {
  await save();
  under.clock.at('2026-11-26T12:00:00Z');
  const row = () => under.rows('select *, xmin from entries');
  const before = await row();
  expect(await save()).toMatchObject({ kind: 'unchanged' });
  expect(await row()).toEqual(before);
  const startsAt = new Date('2026-12-12T20:00:00Z');
  expect(await save({ startsAt })).toMatchObject({ kind: 'changed', entry: { startsAt } });
  await events().saveCalendar(organiser, { slug: 'house', title: 'The house' });
  expect(await save({ startsAt, calendar: 'house' })).toMatchObject({ kind: 'changed' });
  expect(await events().findEntry(null, 'winter-ceilidh')).toMatchObject({ startsAt, calendar: { slug: 'house' } });
  expect(await types()).toEqual(['entry.announced', 'entry.changed', 'entry.changed']);
});

test('what is on now is still to come, the next first, and what has ended is not', async () => {
  await events().saveCalendar(organiser, { slug: 'empty', title: 'Nothing on' });
  await save();
  await save({ slug: 'over', startsAt: new Date('2026-11-25T10:00:00Z'), endsAt: new Date('2026-11-25T12:00:00Z') });
  await save({ slug: 'on', startsAt: new Date('2026-11-25T10:00:00Z'), endsAt: new Date('2026-11-25T12:00:01Z') });
  const list = (page: number) => events().listUpcoming(null, { page, perPage: 1 });
  expect(await list(1)).toMatchObject({ items: [{ slug: 'on', calendar: hall }], page: 1, pages: 2, total: 2 });
  expect(await list(2)).toMatchObject({ items: [{ slug: 'winter-ceilidh' }] });
  expect(await list(3)).toMatchObject({ items: [], total: 2 });
  expect(await events().countUpcoming()).toEqual({ entries: 2, calendars: 1 });
});

test('finding, counting and a list are one query each', async () => {
  const selects = async (work: () => Promise<unknown>) =>
    (await under.statementsOf(work)).filter((sql) => /^select/i.test(sql)).length;
  expect(await selects(() => events().findEntry(null, 'winter-ceilidh'))).toBe(1);
  expect(await selects(() => events().countUpcoming())).toBe(1);
  expect(await selects(() => events().listUpcoming(null, { page: 1, perPage: 10 }))).toBe(1);
});

test.each<[string, Partial<EntryInput>]>([
  ['calendar', { calendar: 'nowhere' }],
  ['slug', { slug: 'Winter ceilidh' }],
  ['title', { title: ' ' }],
  ['startsAt', { startsAt: new Date(NaN) }],
  ['endsAt', { endsAt: ceilidh.startsAt }],
  ['zone', { zone: 'Mars/Olympus' }],
  ['zone', { zone: 'BST' }],
  ['place', { place: '' }],
])('%s that does not fit is refused with a sentence (%j)', async (field, change) => {
  expect(await save(change)).toEqual({
    kind: 'refused',
    problems: [{ field, sentence: expect.stringMatching(/^[A-Z].*[^.]\.$/) }],
  });
  expect(await types()).toEqual([]);
});

test('of many who announce one thing at once, one does', async () => {
  const saved = await Promise.all([1, 2, 3, 4].map(() => save()));
  expect(saved.map(({ kind }) => kind).sort()).toEqual(['announced', 'unchanged', 'unchanged', 'unchanged']);
  expect(await types()).toEqual(['entry.announced']);
});

const notOrganisers: [string, MaybeViewer][] = [
  ['a stranger', null],
  ['a member', { id: newId(), roles: [] }],
  ['a member with every other role', { id: newId(), roles: ['editor', 'shopkeeper', 'moderator'] }],
];

test.each(notOrganisers)('%s enters nothing', async (_who, viewer) => {
  await expect(events().saveCalendar(viewer, { ...hall, title: 'Mine' })).rejects.toMatchObject({ status: 403 });
  await expect(events().saveEntry(viewer, ceilidh)).rejects.toMatchObject({ status: 403 });
  expect(await events().countUpcoming()).toEqual({ entries: 0, calendars: 0 });
});

test('an admin may, and so may the operator', async () => {
  expect(await events().saveEntry({ id: newId(), roles: ['admin'] }, ceilidh)).toMatchObject({ kind: 'announced' });
  expect(await events().saveEntry(operator, ceilidh)).toMatchObject({ kind: 'unchanged' });
});

test.each([
  ['entries_span_check', 'update entries set ends_at = starts_at'],
  ['entries_slug_check', `update entries set slug = 'no slug'`],
  ['entries_title_check', `update entries set title = ''`],
  ['entries_place_check', `update entries set place = ''`],
  ['entries_zone_check', `update entries set zone = ''`],
  ['entries_calendar_id_fkey', 'update entries set calendar_id = id'],
  ['entries_calendar_id_fkey', 'delete from calendars'],
  ['calendars_slug_check', `update calendars set slug = ''`],
  ['calendars_title_check', `update calendars set title = ''`],
  ['calendars_slug_key', `insert into calendars select gen_random_uuid(), slug, title, now(), now() from calendars`],
])('the database holds %s against: %s', async (constraint, statement) => {
  await save();
  await expect(under.rows(statement)).rejects.toMatchObject({ driverError: { constraint } });
});
