import type { MenuItemDto } from '../../../contracts/dtos/blog.js';
import type { Statement } from '../../../contracts/unit-of-work.js';
import { groupBy } from '../../../lib/group-by.js';
import type { MenuItem } from '../../../models/blog/menu-item.js';
import type { ReadDeps } from '../../unit-deps.js';

const statement: Statement = {
  name: 'find menu',
  text: 'select id, parent_id as "parentId", label, href from menu_items order by position',
};

/** One query. */
export async function findMenu({ read }: Pick<ReadDeps, 'read'>): Promise<MenuItemDto[]> {
  const rows = await read<Pick<MenuItem, 'id' | 'parentId' | 'label' | 'href'>>(statement, []);
  const below = groupBy(rows, (row) => row.parentId);
  const branch = (parentId: string | null): MenuItemDto[] =>
    (below.get(parentId) ?? []).map(({ id, label, href }) => ({ label, href, children: branch(id) }));
  return branch(null);
}
