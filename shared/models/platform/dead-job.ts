import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { AppName } from '../../contracts/apps.js';
import { Json, OptionalTime, Text, Whole } from '../columns.js';

/** A job that failed for good. It is not run again until somebody asks for it. */
@Entity('dead_jobs')
@Check('dead_jobs_fate_check', `"retry_at" is null or "dropped_at" is null`)
export class DeadJob {
  @PrimaryColumn({ type: 'text' })
  app: AppName;

  @PrimaryColumn({ type: 'text' })
  name: string;

  @PrimaryColumn({ type: 'text' })
  id: string;

  @Json()
  payload: unknown;

  /** How often it was tried. */
  @Whole()
  attempts: number;

  /** What the last attempt said, without what people wrote. */
  @Text()
  error: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  diedAt: Date;

  /** Since when it is to be tried again; the row goes once that is done. */
  @OptionalTime()
  retryAt: Date | null;

  /** When an operator gave it up: it stays here so that it never runs, whatever its table says. */
  @OptionalTime()
  droppedAt: Date | null;
}
