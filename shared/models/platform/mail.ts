import { Check, Column, Entity, Index, Unique } from 'typeorm';
import type { AppName } from '../../contracts/apps.js';
import type { MailName } from '../../contracts/mails.js';
import { Id, Json, OptionalText, OptionalTime, Text, Time } from '../columns.js';

/** `refused`: the mail server said that it never will. */
export type MailState = 'queued' | 'sent' | 'refused';

/** A mail that a unit of work asked for. */
@Entity('mails')
@Unique(['key'])
@Check('mails_state_check', `"state" in ('queued', 'sent', 'refused')`)
@Check('mails_sent_check', `("state" = 'sent') = ("sent_at" is not null)`)
@Check('mails_emptied_check', `"state" <> 'sent' or "data" = '{}'::jsonb`)
@Index('mails_queued_idx', ['app', 'createdAt'], { where: `"state" = 'queued'` })
export class Mail {
  @Id()
  id: string;

  /** What makes it one of a kind, and the source of its Message-ID. */
  @Text()
  key: string;

  /** Who renders and sends it: the first half of the template's name. */
  @Text()
  app: AppName;

  @Text()
  template: MailName;

  @Text()
  recipient: string;

  /** What its template is given. It may hold codes, so it is emptied by the statement that says `sent`. */
  @Json()
  data: unknown;

  @Column({ type: 'text', default: 'queued' })
  state: MailState;

  /** How often a worker took it up. The number of the last time is its claim to it. */
  @Column({ type: 'integer', default: 0 })
  attempts: number;

  /** By PostgreSQL's clock: until then it belongs to the worker that took it up. */
  @OptionalTime()
  sendingUntil: Date | null;

  /** What the mail server last said, or why it could not be asked. It may quote the recipient: never logged. */
  @OptionalText()
  answer: string | null;

  @Time()
  createdAt: Date;

  @OptionalTime()
  sentAt: Date | null;
}
