import type { Money } from '../contracts/money.js';

/** How an install writes dates and lists: its locale and the zone its people live in. */
export interface FormatSettings {
  locale: string;
  timeZone: string;
}

export interface Format {
  /** `25 November 2026`. */
  day(moment: Date): string;
  /** `25 November 2026 at 12:05`. */
  moment(moment: Date): string;
  /** `Wednesday 25 November`. */
  weekday(moment: Date): string;
  /** `Fern`, `Fern and Moth`, `Fern, Moth and Wren`; empty for nobody. */
  names(names: readonly string[]): string;
  /** `£3.80`. */
  money(amount: Money): string;
}

export function createFormat({ locale, timeZone }: FormatSettings): Format {
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone });
  const minute = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    day: (moment) => day.format(moment),
    moment: (moment) => minute.format(moment),
    // Releases of Unicode's data differ in a comma here; people read it without.
    weekday: (moment) => weekday.format(moment).replace(',', ''),
    names: (names) => list.format(names),
    money: moneyIn(locale),
  };
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
