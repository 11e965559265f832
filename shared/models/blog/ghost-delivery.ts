import { Check, Entity, Index, PrimaryColumn } from 'typeorm';
import type { GhostHintKind } from '../../contracts/ghost-webhooks.js';
import { Flag, OptionalText, Text, Time } from '../columns.js';

/** That a Ghost said by a webhook that something changed. What it said of it is not kept: it may hold people's addresses. */
@Entity('ghost_deliveries')
@Check('ghost_deliveries_digest_check', `"digest" ~ '^[0-9a-f]{64}$'`)
@Check('ghost_deliveries_kind_check', `"kind" in ('tags', 'users', 'posts', 'pages', 'members')`)
@Check('ghost_deliveries_ghost_id_check', `"ghost_id" ~ '^[0-9a-f]{24}$'`)
@Index('ghost_deliveries_unheeded_idx', ['site', 'receivedAt'], { where: `not "heeded"` })
export class GhostDelivery {
  /** SHA-256 of what was signed, in hex: the same again is the same delivery. */
  @PrimaryColumn({ type: 'text' })
  digest: string;

  /** Origin and path of the Ghost, without a slash at its end. */
  @Text()
  site: string;

  /** `post.edited`. */
  @Text()
  event: string;

  /** Null where it is about the site as a whole. */
  @OptionalText()
  kind: GhostHintKind | null;

  @OptionalText()
  ghostId: string | null;

  /** Whether a reading that began after it has succeeded. */
  @Flag(false)
  heeded: boolean;

  @Index()
  @Time()
  receivedAt: Date;
}
