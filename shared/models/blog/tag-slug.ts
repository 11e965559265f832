import { Check, Entity, Index, PrimaryColumn } from 'typeorm';
import { PointsTo, Time } from '../columns.js';

/** An address that a tag had before, and that leads to where it is now. */
@Entity('tag_slugs')
@Check('tag_slugs_slug_check', `"slug" <> '' and "slug" not like '%/%'`)
@Index(['tagId'])
export class TagSlug {
  @PrimaryColumn({ type: 'text' })
  slug: string;

  @PointsTo('Tag', { onDelete: 'CASCADE' })
  tagId: string;

  /** When it was left. */
  @Time()
  createdAt: Date;
}
