import type { Unit } from '../../../contracts/registry.js';
import { operator } from '../../../contracts/viewer.js';
import { slugify } from '../../../lib/slugs.js';
import type { Seed } from './seed.js';
import { dayIn, momentAt, weekOf } from './weeks.js';

const zone = 'Europe/London';

const calendars = [
  { slug: 'hall', title: 'In the hall' },
  { slug: 'out-of-doors', title: 'Out of doors' },
];

/** What comes round: in every week whose number leaves `week` when divided by `every`. */
interface Recurring {
  calendar: string;
  title: string;
  place: string;
  every: number;
  week: number;
  /** 1 for Monday to 7 for Sunday. */
  weekday: number;
  from: string;
  to: string;
}

const hall = { calendar: 'hall', place: 'Library hall' };
const lowerField = { calendar: 'out-of-doors', place: 'Lower Field, by the gate' };
const towpath = { calendar: 'out-of-doors', place: 'Towpath, at lock six' };

const program: readonly Recurring[] = [
  { ...hall, title: 'The mending table', every: 4, week: 0, weekday: 6, from: '10:00', to: '14:00' },
  { ...hall, title: 'An evening at the hand press', every: 2, week: 1, weekday: 4, from: '19:00', to: '21:00' },
  { ...hall, title: 'Ceilidh, all feet welcome', every: 4, week: 2, weekday: 6, from: '19:30', to: '23:00' },
  { ...hall, title: 'The accounts, with soup', every: 4, week: 3, weekday: 2, from: '18:30', to: '20:00' },
  { ...lowerField, title: 'Digging morning', every: 2, week: 0, weekday: 7, from: '10:00', to: '12:30' },
  { ...towpath, title: 'A walk to the aqueduct', every: 4, week: 1, weekday: 7, from: '13:30', to: '15:30' },
];

const weeksAhead = 4;

/** The weeks from this one on, each entry by its own date: whoever seeds again in the same week finds them all there. */
export const seedEntries: Seed = async ({ events }, { now }) => {
  const first = weekOf(now, zone);
  const weeks = Array.from({ length: weeksAhead }, (_, index) => first + index);
  const due = weeks.flatMap((week) =>
    program.filter((one) => week % one.every === one.week).map((one) => entryIn(week, one)),
  );
  let count = 0;
  for (const entry of due) {
    if ((await events.findEntry(operator, entry.slug)) !== null) continue;
    if (count === 0) await openCalendars(events);
    await events.saveEntry(operator, entry);
    count += 1;
  }
  return [{ count, one: 'calendar entry', many: 'calendar entries' }];
};

function entryIn(week: number, { every: _, week: __, weekday, from, to, ...what }: Recurring) {
  const day = dayIn(week, weekday);
  const date = [day.year, day.month, day.day].map((part) => String(part).padStart(2, '0')).join('-');
  const [startsAt, endsAt] = [momentAt(day, from, zone), momentAt(day, to, zone)];
  return { ...what, slug: `${slugify(what.title)}-${date}`, startsAt, endsAt, zone };
}

async function openCalendars(events: Unit['events']): Promise<void> {
  for (const calendar of calendars) await events.saveCalendar(operator, calendar);
}
