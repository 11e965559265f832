import { Check, Column, Entity, Index, JoinColumn, ManyToOne, Unique } from 'typeorm';
import { Id, Text, Time } from '../columns.js';
import type { Calendar } from './calendar.js';

/** Something that happens at a place, from one moment to another. */
@Entity('entries')
@Unique(['slug'])
@Check('entries_slug_check', `"slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`)
@Check('entries_title_check', `"title" <> ''`)
@Check('entries_span_check', `"ends_at" > "starts_at"`)
@Check('entries_zone_check', `"zone" ~ '^[A-Za-z][A-Za-z0-9_+/-]*$'`)
@Check('entries_place_check', `"place" <> ''`)
@Index(['calendarId', 'startsAt'])
@Index(['endsAt'])
export class Entry {
  @Id()
  id: string;

  @Column({ type: 'uuid' })
  calendarId: string;

  @Text()
  slug: string;

  @Text()
  title: string;

  @Time()
  startsAt: Date;

  @Time()
  endsAt: Date;

  /** IANA name. Its clocks tell the times, whatever zone the reader is in. */
  @Text()
  zone: string;

  @Text()
  place: string;

  @Time()
  createdAt: Date;

  @Time()
  updatedAt: Date;

  @ManyToOne('Calendar', { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'calendar_id' })
  calendar: Calendar;
}
