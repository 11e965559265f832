import { Check, Entity, PrimaryColumn } from 'typeorm';
import { Text } from '../columns.js';

export type MenuOrigin = 'ghost' | 'here';

/** Who made a menu last: one that was made here is not overwritten by a Ghost's. */
@Entity('menus')
@Check('menus_origin_check', `"origin" in ('ghost', 'here')`)
export class Menu {
  /** `main`: the one over all six sites. */
  @PrimaryColumn({ type: 'text' })
  name: string;

  @Text()
  origin: MenuOrigin;
}
