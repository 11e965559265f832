import type { Money } from '../contracts/money.js';

/** How an install writes dates and lists: its locale and the zone its people live in. */
export interface FormatSettings {
  locale: string;
  timeZone: string;
}

export interface Format {
  /** `25 November 2026`. */
  day(moment: Date): string;
  /** `November 2026`. */
  month(moment: Date): string;
  /** `25`. */
  dayOfMonth(moment: Date): string;
  /** `25 November 2026 at 12:05`. */
  moment(moment: Date): string;
  /** `12:05`, by the clocks of the install. */
  clock(moment: Date): string;
  /** `Wednesday 25 November`; in the install's zone where none is given. */
  weekday(moment: Date, zone?: string): string;
  /** `Wednesday 25 November 2026`, by the clocks of the zone. */
  longDay(moment: Date, zone: string): string;
  /** `19:30`, by the clocks of the zone. */
  time(moment: Date, zone: string): string;
  /** The day as a leaf of a calendar shows it, by the clocks of the zone: `Sat`, `28`, `Nov`, 2026. */
  leaf(moment: Date, zone: string): CalendarLeaf;
  /** `Central European Time`; empty for the install's own zone, which goes without saying. */
  zone(zone: string, moment: Date): string;
  /** `Fern`, `Fern and Moth`, `Fern, Moth and Wren`; empty for nobody. */
  names(names: readonly string[]): string;
  /** `£3.80`. */
  money(amount: Money): string;
}

export interface CalendarLeaf {
  weekday: string;
  day: string;
  month: string;
  year: number;
}

export function createFormat({ locale, timeZone }: FormatSettings): Format {
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone });
  const minute = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const inZone = formattersOf(locale);
  // Releases of Unicode's data differ in a comma here; people read it without.
  const withoutComma = (text: string) => text.replace(',', '');
  const weekday = remembered((moment, zone) => withoutComma(inZone('weekday', zone).format(moment)));
  const zoneName = remembered((moment, zone) => partOf(inZone('zone', zone).formatToParts(moment), 'timeZoneName'));
  const dayHere = remembered((moment) => day.format(moment));
  return {
    day: (moment) => dayHere(moment, timeZone),
    month: (moment) => inZone('month', timeZone).format(moment),
    dayOfMonth: (moment) => inZone('dayOfMonth', timeZone).format(moment),
    moment: (moment) => minute.format(moment),
    clock: (moment) => inZone('time', timeZone).format(moment),
    weekday: (moment, zone = timeZone) => weekday(moment, zone),
    longDay: remembered((moment, zone) => withoutComma(inZone('longDay', zone).format(moment))),
    time: remembered((moment, zone) => inZone('time', zone).format(moment)),
    leaf: remembered((moment, zone) => leafOf(inZone('leaf', zone).formatToParts(moment))),
    zone: (zone, moment) => (zone === timeZone ? '' : zoneName(moment, zone)),
    names: (names) => (names.length < 2 ? (names[0] ?? '') : list.format(names)),
    money: moneyIn(locale),
  };
}

const mostMoments = 2_000;
const minuteMs = 60_000;

/**
 * The same few thousand moments are written all day, this very minute among them, and writing one takes a hundred times
 * as long as finding it. No seconds are shown, and since 1972 all zones are whole minutes apart.
 */
function remembered<T>(write: (moment: Date, zone: string) => T): (moment: Date, zone: string) => T {
  const written = new Map<string, T>();
  return (moment, zone) => {
    const key = `${Math.floor(moment.getTime() / minuteMs)} ${zone}`;
    const known = written.get(key);
    if (known !== undefined) return known;
    if (written.size >= mostMoments) written.clear();
    const text = write(moment, zone);
    written.set(key, text);
    return text;
  };
}

const zoned = {
  month: { month: 'long', year: 'numeric' },
  dayOfMonth: { day: 'numeric' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long' },
  longDay: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  time: { timeStyle: 'short' },
  leaf: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  zone: { timeZoneName: 'longGeneric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** A formatter for each manner and zone, made when it is first needed. */
function formattersOf(locale: string) {
  const made = new Map<string, Intl.DateTimeFormat>();
  return (manner: keyof typeof zoned, timeZone: string): Intl.DateTimeFormat => {
    const key = `${manner} ${timeZone}`;
    const formatter = made.get(key) ?? new Intl.DateTimeFormat(locale, { ...zoned[manner], timeZone });
    made.set(key, formatter);
    return formatter;
  };
}

type Parts = readonly Intl.DateTimeFormatPart[];

const partOf = (parts: Parts, type: Intl.DateTimeFormatPartTypes) =>
  parts.find((part) => part.type === type)?.value ?? '';

function leafOf(parts: Parts): CalendarLeaf {
  const year = Number(partOf(parts, 'year'));
  return { weekday: partOf(parts, 'weekday'), day: partOf(parts, 'day'), month: partOf(parts, 'month'), year };
}

/** A formatter for each currency, made once: that takes a hundred times as long as using it. */
function moneyIn(locale: string): Format['money'] {
  const formatters = new Map<string, Intl.NumberFormat>();
  return ({ minor, currency }) => {
    const formatter = formatters.get(currency) ?? new Intl.NumberFormat(locale, { style: 'currency', currency });
    formatters.set(currency, formatter);
    // As text, since the division would not be exact for large amounts. The exponent is what Intl moves the point by.
    const digits = formatter.resolvedOptions().maximumFractionDigits ?? 0;
    return formatter.format(`${minor}E-${digits}` as Intl.StringNumericLiteral);
  };
}
