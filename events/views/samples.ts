import { sampleHtml } from '@rose-ash/shared/infrastructure/views/sample-html';
import { presentPagination } from '@rose-ash/shared/lib/pagination';
import type { DayModel, EntryCard, EntryModel, HomeModel, UpcomingModel } from './models.js';

const leaf = (weekday: string, day: string, month = 'Nov') => ({
  iso: '2026-11-28T19:30:00.000Z',
  weekday,
  day,
  month,
});

const walk: EntryCard = {
  ...{ path: '/entries/walk', title: 'A walk to the aqueduct', leaf: leaf('Thu', '26') },
  ...{ times: '13:30 to 15:30', place: 'Towpath, at lock six' },
};
const mending: EntryCard = {
  ...{ path: '/entries/mending', title: 'The mending table', leaf: leaf('Sat', '28') },
  ...{ times: '10:00 to 14:00', place: 'Library hall' },
};
const ceilidh: EntryCard = {
  ...{ path: '/entries/ceilidh', title: 'Ceilidh, all feet welcome', leaf: leaf('Sat', '28') },
  ...{ times: '19:30 to 02:00 on Sunday 29 November', place: 'Library hall' },
};
const press: EntryCard = {
  ...{ path: '/entries/press', title: 'An evening with the printers of Lille', leaf: leaf('Sat', '2', 'Jan 2027') },
  ...{ times: '20:00 to 22:00, Central European Time', place: 'Lille, at the press' },
};
const entries = [walk, mending, ceilidh, press];

const longWord = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihung';
const long: EntryCard = { ...ceilidh, title: longWord, place: `${longWord}, ${longWord}` };

const beside = (words: string) =>
  sampleHtml(`<section><h2>${words}</h2><p>What other apps show stands here.</p></section>`);
const shelf = beside('On the shelves');
const upcoming = beside('Coming up');

const days: readonly DayModel[] = [
  { leaf: walk.leaf, name: 'Thursday 26 November', entries: [walk] },
  { leaf: mending.leaf, name: 'Saturday 28 November', entries: [mending, ceilidh] },
  { leaf: press.leaf, name: 'Saturday 2 January', entries: [press] },
];

export const upcomingSamples: Record<'empty' | 'one' | 'many' | 'long-words', UpcomingModel> = {
  empty: { level: 2, entries: [] },
  one: { level: 2, entries: [ceilidh] },
  many: { level: 2, entries },
  'long-words': { level: 2, entries: [long, long] },
};

export const homeSamples: Record<'empty' | 'one' | 'many' | 'later-page' | 'long-words', HomeModel> = {
  empty: { count: '', days: [], pagination: null, shelf },
  one: { count: '1 entry still to come', days: days.slice(0, 1), pagination: null, shelf },
  many: { count: '61 entries still to come', days, pagination: presentPagination(1, 3), shelf },
  'later-page': { count: '61 entries still to come', days, pagination: presentPagination(3, 3), shelf },
  'long-words': {
    ...{ count: '1 entry still to come', pagination: null, shelf },
    days: [{ leaf: long.leaf, name: 'Saturday 28 November', entries: [long] }],
  },
};

const shown = (entry: EntryCard, isOver = false): EntryModel => ({
  ...{ ...entry, day: 'Saturday 28 November 2026', calendar: 'In the hall', isOver, upcoming },
  description: `Saturday 28 November 2026, ${entry.times}. ${entry.place}.`,
});

export const entrySamples: Record<'plain' | 'over' | 'elsewhere' | 'long-words', EntryModel> = {
  plain: shown(mending),
  over: shown(ceilidh, true),
  elsewhere: shown(press),
  'long-words': { ...shown(long), calendar: longWord },
};
