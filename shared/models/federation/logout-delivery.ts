import { Entity, Index, Unique } from 'typeorm';
import { Id, OptionalTime, Text, Time } from '../columns.js';

/** A client that has to be told that a session of it is over (OpenID Connect Back-Channel Logout 1.0). */
@Entity('logout_deliveries')
@Unique(['clientId', 'sid'])
@Index('logout_deliveries_waiting_idx', ['createdAt'], { where: `"delivered_at" is null` })
export class LogoutDelivery {
  @Id()
  id: string;

  @Text()
  clientId: string;

  /** Whose session it was. No pointer: it must be told of one who is gone, too. */
  @Text()
  subject: string;

  /** What the client calls that session. */
  @Text()
  sid: string;

  @Time()
  createdAt: Date;

  @OptionalTime()
  deliveredAt: Date | null;
}
