import { Check, Entity, Index, PrimaryColumn } from 'typeorm';
import { PointsTo, Time } from '../columns.js';

/** An address that a post or a page had before, and that leads to where it is now. */
@Entity('post_slugs')
@Check('post_slugs_slug_check', `"slug" <> '' and "slug" not like '%/%'`)
@Index(['postId'])
export class PostSlug {
  @PrimaryColumn({ type: 'text' })
  slug: string;

  @PointsTo('Post', { onDelete: 'CASCADE' })
  postId: string;

  /** When it was left. */
  @Time()
  createdAt: Date;
}
