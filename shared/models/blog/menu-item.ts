import { Check, Entity, Unique } from 'typeorm';
import { Id, MayPointTo, Text, Whole } from '../columns.js';

/** An entry of the menu; those below it point at it. */
@Entity('menu_items')
@Unique(['parentId', 'position'])
@Check('menu_items_position_check', `"position" >= 0`)
@Check('menu_items_label_check', `"label" <> ''`)
@Check('menu_items_href_check', `"href" <> ''`)
export class MenuItem {
  @Id()
  id: string;

  @MayPointTo('MenuItem', { onDelete: 'CASCADE' })
  parentId: string | null;

  /** Among those with the same parent, from 0. */
  @Whole()
  position: number;

  @Text()
  label: string;

  /** `market:/products/loaf` on one of the six sites, else a whole address. */
  @Text()
  href: string;
}
