import { Entity, PrimaryColumn } from 'typeorm';
import type { GhostSettingsSaid } from '../../contracts/ghost.js';
import { Json, Text } from '../columns.js';

/** What a Ghost says of itself, as it was read last. */
@Entity('ghost_settings')
export class GhostSettings {
  /** Origin and path of the Ghost, without a slash at its end. */
  @PrimaryColumn({ type: 'text' })
  site: string;

  @Json()
  said: GhostSettingsSaid;

  /** Equal means there is nothing to write. */
  @Text()
  contentHash: string;
}
