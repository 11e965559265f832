import { Column, Entity, Index } from 'typeorm';
import { Text } from '../columns.js';
import { GhostSideRow } from './ghost-side-row.js';

/** Who gets which newsletter of a Ghost: as little of a person as that takes. Gone there, gone here. */
@Entity('ghost_members')
@Index(['email'])
export class GhostMember extends GhostSideRow {
  /** In lower case. */
  @Text()
  email: string;

  /** `free`, `paid`, `comped`. */
  @Text()
  status: string;

  /** Ghost ids, sorted. */
  @Column({ type: 'text', array: true })
  newsletterIds: string[];
}
