import { Check, Entity, Unique } from 'typeorm';
import { Id, Text, Time } from '../columns.js';

/** A list of entries that belong together: what is on in the hall, the days of the bakehouse. */
@Entity('calendars')
@Unique(['slug'])
@Check('calendars_slug_check', `"slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`)
@Check('calendars_title_check', `"title" <> ''`)
export class Calendar {
  @Id()
  id: string;

  @Text()
  slug: string;

  @Text()
  title: string;

  @Time()
  createdAt: Date;

  @Time()
  updatedAt: Date;
}
