import { Check, Column, Entity } from 'typeorm';
import { Flag, Text } from '../columns.js';
import { GhostSideRow } from './ghost-side-row.js';

/** What one can be a member of at a Ghost, and for how much. */
@Entity('ghost_tiers')
@Check('ghost_tiers_price_check', `"monthly_minor" >= 0 and "yearly_minor" >= 0`)
@Check('ghost_tiers_currency_check', `"currency" ~ '^[A-Z]{3}$'`)
export class GhostTier extends GhostSideRow {
  @Text()
  name: string;

  @Text()
  slug: string;

  /** `free` or `paid`. */
  @Text()
  type: string;

  @Flag(true)
  active: boolean;

  /** `public`, or `none` where nobody is offered it. */
  @Text()
  visibility: string;

  /** Null where it costs nothing. */
  @Column({ type: 'char', length: 3, nullable: true })
  currency: string | null;

  @Column({ type: 'bigint', nullable: true })
  monthlyMinor: string | null;

  @Column({ type: 'bigint', nullable: true })
  yearlyMinor: string | null;
}
