/** An exact amount. */
export interface Money {
  /** Whole minor units: pence, cents, or yen, which have no smaller ones. A safe integer. */
  minor: number;
  /** Three capitals of ISO 4217. */
  currency: string;
}
