import type { SafeHtml } from '@rose-ash/shared/lib/safe-html';

export interface MiniModel {
  /** Whether it stands on a page of the basket itself. */
  current: boolean;
  /** Null when nothing is in it. */
  count: { figure: string; words: string } | null;
}

export interface HomeModel {
  /** Null when nothing is in it. */
  basket: BasketModel | null;
  /** Something to put in: a shelf of the market. Null beside a basket that holds something. */
  shelf: SafeHtml | null;
}

export interface BasketModel {
  lines: readonly LineModel[];
  /** `4 things`. */
  things: string;
  /** One for each currency; none when nothing in it is sold any more. */
  totals: readonly string[];
  /** A sentence about what is no longer sold; null when all is. */
  gone: string | null;
}

export interface LineModel {
  /** How many, in figures. */
  quantity: string;
  name: string;
  /** Null for what is no longer sold, which has no page. */
  href: string | null;
  /** `£1.65 per litre`. */
  each: string | null;
  /** What the line comes to. */
  amount: string | null;
}
