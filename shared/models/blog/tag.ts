import { Check, Entity, Unique } from 'typeorm';
import type { ShownMedia } from '../../contracts/media.js';
import { Id, OptionalJson, OptionalText, Text, Time } from '../columns.js';
import { FromGhost } from './from-ghost.js';

export type TagVisibility = 'public' | 'internal';

/** What posts are about. Internal ones (`#name` in Ghost) steer layouts and are shown to nobody. */
@Entity('tags')
@Unique(['slug'])
@Unique(['ghostSite', 'ghostId'])
@Check('tags_visibility_check', `"visibility" in ('public', 'internal')`)
@Check('tags_slug_check', `"slug" <> '' and "slug" not like '%/%'`)
@Check('tags_ghost_check', `("ghost_site" is null) = ("ghost_id" is null)`)
export class Tag extends FromGhost {
  @Id()
  id: string;

  @Text()
  slug: string;

  @Text()
  name: string;

  @Text()
  visibility: TagVisibility;

  @OptionalText()
  description: string | null;

  @OptionalText()
  pictureSrc: string | null;

  /** Our copy of it; null until there is one. */
  @OptionalJson()
  picture: ShownMedia | null;

  @OptionalText()
  metaTitle: string | null;

  @OptionalText()
  metaDescription: string | null;

  @OptionalText()
  accentColor: string | null;

  @Time()
  createdAt: Date;

  @Time()
  updatedAt: Date;
}
