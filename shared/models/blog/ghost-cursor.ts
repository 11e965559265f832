import { Check, Entity, PrimaryColumn } from 'typeorm';
import type { GhostRead } from '../../contracts/ghost.js';
import { OptionalText, Time } from '../columns.js';

/** How far a kind of things of a Ghost was read. Kept with what was read, so that whoever dies in between goes on there. */
@Entity('ghost_cursors')
@Check('ghost_cursors_kind_check', `"kind" in ('tags', 'users', 'posts', 'pages', 'members', 'actions')`)
export class GhostCursor {
  /** Origin and path of the Ghost, without a slash at its end. */
  @PrimaryColumn({ type: 'text' })
  site: string;

  @PrimaryColumn({ type: 'text' })
  kind: GhostRead;

  /** By Ghost's clock. */
  @Time()
  updatedAt: Date;

  /** Of the last one of that moment that was read; null when all were. */
  @OptionalText()
  ghostId: string | null;
}
