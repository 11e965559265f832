import type { Money } from '../contracts/money.js';

/** @throws RangeError for an amount that is not whole, or too large to be exact. */
export function toMoney(minor: string | number | bigint, currency: string): Money {
  const exact = Number(minor);
  if (!Number.isSafeInteger(exact)) throw new RangeError(`${minor} is no exact amount of ${currency}`);
  return { minor: exact, currency };
}

export function times(price: Money, quantity: number): Money {
  return toMoney(price.minor * quantity, price.currency);
}

/** One sum for each currency, in the order of their first appearance: amounts of two currencies have no sum. */
export function sumOf(amounts: readonly Money[]): Money[] {
  const sums = new Map<string, Money>();
  for (const { minor, currency } of amounts) {
    sums.set(currency, toMoney((sums.get(currency)?.minor ?? 0) + minor, currency));
  }
  return [...sums.values()];
}

/**
 * `over / under` of an amount, to the nearest minor unit, halves away from zero: 2.5 is 3 and -2.5 is -3. The only
 * place that rounds money.
 *
 * @param over whole, like `under`, which is above 0: a fifth is 1 over 5, 17.5 % is 175 over 1000.
 */
export function portionOf({ minor, currency }: Money, over: number, under: number): Money {
  const divisor = BigInt(under);
  const exact = BigInt(minor) * BigInt(over);
  const doubled = (exact < 0n ? -exact : exact) * 2n + divisor;
  const rounded = doubled / (2n * divisor);
  return toMoney(exact < 0n ? -rounded : rounded, currency);
}

/** As machines write it, in whole units of the currency: `3.80`, and `500` of one that has no smaller ones. */
export function toDecimal({ minor, currency }: Money): string {
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const [whole, part] = [text.slice(0, text.length - digits), text.slice(text.length - digits)];
  return `${minor < 0 ? '-' : ''}${whole}${part === '' ? '' : `.${part}`}`;
}
