import { Check, Entity, Unique } from 'typeorm';
import type { ShownMedia } from '../../contracts/media.js';
import { Id, OptionalJson, OptionalText, Text, Time } from '../columns.js';
import { FromGhost } from './from-ghost.js';

/** Who wrote it, as readers see them. E-mail addresses and settings of a Ghost's staff are not taken over. */
@Entity('authors')
@Unique(['slug'])
@Unique(['ghostSite', 'ghostId'])
@Check('authors_slug_check', `"slug" <> '' and "slug" not like '%/%'`)
@Check('authors_ghost_check', `("ghost_site" is null) = ("ghost_id" is null)`)
export class Author extends FromGhost {
  @Id()
  id: string;

  @Text()
  slug: string;

  @Text()
  name: string;

  @OptionalText()
  bio: string | null;

  @OptionalText()
  website: string | null;

  @OptionalText()
  location: string | null;

  @OptionalText()
  pictureSrc: string | null;

  /** Our copy of it; null until there is one. */
  @OptionalJson()
  picture: ShownMedia | null;

  @Time()
  createdAt: Date;

  @Time()
  updatedAt: Date;
}
