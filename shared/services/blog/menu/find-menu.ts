import type { MenuItemDto } from '../../../contracts/dtos/blog.js';
import { groupBy } from '../../../lib/group-by.js';
import { MenuItem } from '../../../models/blog/menu-item.js';
import type { BlogDeps } from '../deps.js';

export async function findMenu({ manager }: Pick<BlogDeps, 'manager'>): Promise<MenuItemDto[]> {
  const rows = await manager.find(MenuItem, { order: { position: 'ASC' } });
  const below = groupBy(rows, (row) => row.parentId);
  const branch = (parentId: string | null): MenuItemDto[] =>
    (below.get(parentId) ?? []).map(({ id, label, href }) => ({ label, href, children: branch(id) }));
  return branch(null);
}
