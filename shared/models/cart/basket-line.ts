import { Check, Column, Entity, Index, JoinColumn, ManyToOne, Unique } from 'typeorm';
import { Id, PointsTo, Time, Whole } from '../columns.js';
import type { Basket } from './basket.js';

/** How many of one thing are in a basket. Its price is the market's until an order fixes it. */
@Entity('basket_lines')
@Unique(['basketId', 'productId'])
@Check('basket_lines_quantity_check', `"quantity" between 1 and 999`)
@Index(['productId'])
export class BasketLine {
  @Id()
  id: string;

  @Column({ type: 'uuid' })
  basketId: string;

  @PointsTo('Product', { onDelete: 'RESTRICT' })
  productId: string;

  @Whole()
  quantity: number;

  @Time()
  addedAt: Date;

  @ManyToOne('Basket', { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'basket_id' })
  basket: Basket;
}
