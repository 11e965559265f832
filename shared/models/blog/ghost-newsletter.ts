import { Entity } from 'typeorm';
import { Text } from '../columns.js';
import { GhostSideRow } from './ghost-side-row.js';

/** What a Ghost sends by mail. */
@Entity('ghost_newsletters')
export class GhostNewsletter extends GhostSideRow {
  @Text()
  name: string;

  @Text()
  slug: string;

  /** `active` or `archived`. */
  @Text()
  status: string;
}
