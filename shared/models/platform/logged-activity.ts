import { Check, Column, Entity, Index, Unique } from 'typeorm';
import type { AppName } from '../../contracts/apps.js';
import { Json, LogId, OptionalText, Text, Time } from '../columns.js';

/** What happened. Written once, never changed. */
@Entity('ap_activities')
@Unique(['iri'])
@Check('ap_activities_visibility_check', `"visibility" in ('public', 'private')`)
@Index('ap_activities_prunable_idx', ['at'], { where: `"iri" is null` })
export class LoggedActivity {
  @LogId()
  id: string;

  @Text()
  type: string;

  @Text()
  app: AppName;

  /** What it is about, as `noun:id`. */
  @Text()
  subject: string;

  @Json()
  payload: unknown;

  /** Of the payload's shape. */
  @Column({ type: 'smallint' })
  v: number;

  @Text()
  visibility: 'public' | 'private';

  /** Its address in the Fediverse, once it was told there. */
  @OptionalText()
  iri: string | null;

  @Time()
  at: Date;
}
