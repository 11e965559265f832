import { Check, Column, Entity, Index } from 'typeorm';
import { Json, LogId, OptionalText, Text, Time } from '../columns.js';

/** What was done about somebody's access, and by whom. A trigger refuses to change or remove a row. */
@Entity('audit_events')
@Check('audit_events_kind_check', `"kind" ~ '^[a-z-]+[.][a-z-]+$'`)
@Index(['memberId', 'at'])
export class AuditEvent {
  @LogId()
  id: string;

  @Time()
  at: Date;

  /** `sign-in.ended`. */
  @Text()
  kind: string;

  /** No pointers: what is written here outlives whom it is about. */
  @Column({ type: 'uuid', nullable: true })
  memberId: string | null;

  /** Null when it was the operator, or nobody. */
  @Column({ type: 'uuid', nullable: true })
  byMember: string | null;

  @OptionalText()
  clientId: string | null;

  @Json()
  details: unknown;
}
