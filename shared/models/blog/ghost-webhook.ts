import { Entity, PrimaryColumn } from 'typeorm';
import { Text, Time } from '../columns.js';

/** A webhook that we made at a Ghost. Whoever does not keep its id cannot find it again: Ghost does not list them. */
@Entity('ghost_webhooks')
export class GhostWebhook {
  /** Origin and path of the Ghost, without a slash at its end. */
  @PrimaryColumn({ type: 'text' })
  site: string;

  @PrimaryColumn({ type: 'text' })
  ghostId: string;

  /** `post.edited`. */
  @Text()
  event: string;

  /** Where Ghost sends it. */
  @Text()
  targetUrl: string;

  @Time()
  createdAt: Date;
}
