import type { BasketDto, BasketLineDto } from '@rose-ash/shared/contracts/dtos/cart';
import { countOf } from '@rose-ash/shared/lib/count-of';
import type { Format } from '@rose-ash/shared/lib/format';
import type { SafeHtml } from '@rose-ash/shared/lib/safe-html';
import type { BasketModel, HomeModel, LineModel } from '../views/models.js';

export interface Around {
  format: Format;
  /** The market's origin, where things have their pages. */
  market: string;
}

/** What is in a basket; of an empty one, and of nobody's, a shelf to fill it from. */
export function presentHome(basket: BasketDto, shelf: SafeHtml | null, around: Around): HomeModel {
  if (basket.lines.length === 0) return { basket: null, shelf };
  return { basket: presentBasket(basket, around), shelf: null };
}

function presentBasket({ lines, totals }: BasketDto, around: Around): BasketModel {
  const things = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return {
    lines: lines.map((line) => presentLine(line, around)),
    things: countOf(things, 'thing', 'things'),
    totals: totals.map((total) => around.format.money(total)),
    gone: sayGone(lines.filter(({ product }) => product === null).length),
  };
}

function presentLine({ quantity, product, amount }: BasketLineDto, { format, market }: Around): LineModel {
  const many = String(quantity);
  if (product === null) return { quantity: many, name: 'No longer sold', href: null, each: null, amount: null };
  return {
    quantity: many,
    name: product.name,
    href: `${market}/products/${product.slug}`,
    each: `${format.money(product.price)} per ${product.unit}`,
    amount: amount && format.money(amount),
  };
}

function sayGone(lines: number): string | null {
  if (lines === 0) return null;
  const which = lines === 1 ? 'One of these is' : `${countOf(lines, '', 'of these')} are`;
  return `${which} no longer sold, and not counted in what it comes to.`;
}
