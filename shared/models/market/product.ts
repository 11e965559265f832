import { Check, Column, Entity, Index, Unique } from 'typeorm';
import { Currency, Id, MinorUnits, OptionalTime, Text, Time, Whole } from '../columns.js';

/** Something to buy. Never deleted, since orders will name it: it is withdrawn. */
@Entity('products')
@Unique(['slug'])
@Check('products_slug_check', `"slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`)
@Check('products_name_check', `"name" <> ''`)
@Check('products_price_check', `"price_minor" >= 0`)
@Check('products_currency_check', `"currency" ~ '^[A-Z]{3}$'`)
@Check('products_unit_check', `"unit" <> ''`)
@Check('products_stock_check', `0 <= "reserved" and "reserved" <= "on_hand"`)
@Index('products_shelf_idx', ['name', 'id'], { where: `"withdrawn_at" is null` })
export class Product {
  @Id()
  id: string;

  @Text()
  slug: string;

  @Text()
  name: string;

  /** Of one unit. */
  @MinorUnits()
  priceMinor: string;

  @Currency()
  currency: string;

  /** What one of it is: `loaf`, `kg`, `500 g`. */
  @Text()
  unit: string;

  /** Units in the house, promised ones included. */
  @Whole()
  onHand: number;

  /** Units promised to somebody: never more than there are. */
  @Column({ type: 'integer', default: 0 })
  reserved: number;

  /** Since when it is no longer sold. */
  @OptionalTime()
  withdrawnAt: Date | null;

  @Time()
  createdAt: Date;

  @Time()
  updatedAt: Date;
}
