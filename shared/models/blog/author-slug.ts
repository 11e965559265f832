import { Check, Entity, Index, PrimaryColumn } from 'typeorm';
import { PointsTo, Time } from '../columns.js';

/** An address that an author had before, and that leads to where it is now. */
@Entity('author_slugs')
@Check('author_slugs_slug_check', `"slug" <> '' and "slug" not like '%/%'`)
@Index(['authorId'])
export class AuthorSlug {
  @PrimaryColumn({ type: 'text' })
  slug: string;

  @PointsTo('Author', { onDelete: 'CASCADE' })
  authorId: string;

  /** When it was left. */
  @Time()
  createdAt: Date;
}
