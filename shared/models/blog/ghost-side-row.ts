import { PrimaryColumn } from 'typeorm';
import { Text } from '../columns.js';

/** A row that mirrors one thing of a Ghost and is nothing more: whatever is changed is changed over there. */
export abstract class GhostSideRow {
  /** Origin and path of the Ghost, without a slash at its end. */
  @PrimaryColumn({ type: 'text' })
  site: string;

  @PrimaryColumn({ type: 'text' })
  ghostId: string;

  /** Equal means there is nothing to write. */
  @Text()
  contentHash: string;
}
