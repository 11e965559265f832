import { z } from 'zod';
import { appNames } from '../../../contracts/apps.js';
import type { MenuItemDto } from '../../../contracts/dtos/blog.js';
import type { Refused } from '../../../contracts/problems.js';
import type { MaybeViewer } from '../../../contracts/viewer.js';
import { line } from '../../../lib/fields.js';
import { checkInput, refuse } from '../../../lib/refusals.js';
import { MenuItem } from '../../../models/blog/menu-item.js';
import { Menu, type MenuOrigin } from '../../../models/blog/menu.js';
import type { BlogDeps } from '../deps.js';
import { requireEditor } from '../policy.js';
import { findMenu } from './find-menu.js';

const mostItems = 60;
const ours = new RegExp(`^(${appNames.join('|')}):/[^\\s\\\\]*$`);

const href = z
  .string()
  .max(500)
  .refine((text) => ours.test(text) || isElsewhere(text), {
    error: 'An address is a place on one of our sites, like market:/products/loaf, or begins with https://',
  });

function isElsewhere(text: string): boolean {
  return /^(https?:\/\/|mailto:)\S+$/i.test(text) && URL.canParse(text);
}

const leaf = z.object({
  label: line('A word in the menu', 60),
  href,
  children: z.tuple([], { error: 'A menu is three deep at most' }),
});
const branch = leaf.extend({ children: z.array(leaf) });
const fields = z.object({ items: z.array(leaf.extend({ children: z.array(branch) })) });

export async function saveMenu(
  deps: BlogDeps,
  viewer: MaybeViewer,
  items: readonly MenuItemDto[],
  origin: MenuOrigin = 'here',
): Promise<{ kind: 'saved' } | Refused> {
  requireEditor(viewer);
  const checked = checkInput(fields, { items });
  if (checked.kind === 'refused') return checked;
  const rows = rowsOf(deps, checked.input.items);
  if (rows.length > mostItems) {
    return refuse({
      field: 'items',
      sentence: `A menu has at most ${mostItems} entries; this one has ${rows.length}.`,
    });
  }
  await oneMenuAtATime(deps);
  await keepOrigin(deps, origin);
  if (JSON.stringify(await findMenu(deps)) === JSON.stringify(checked.input.items)) return { kind: 'saved' };
  await deps.manager.deleteAll(MenuItem);
  if (rows.length > 0) await deps.manager.insert(MenuItem, rows);
  deps.record('menu.changed', { items: rows.length });
  return { kind: 'saved' };
}

async function keepOrigin({ manager }: BlogDeps, origin: MenuOrigin): Promise<void> {
  const name = 'main';
  const known = await manager.findOneBy(Menu, { name });
  if (known?.origin !== origin) await manager.upsert(Menu, { name, origin }, ['name']);
}

type MenuRow = Pick<MenuItem, keyof MenuItem>;

/** Parents before those below them. */
function rowsOf(deps: BlogDeps, items: readonly MenuItemDto[], parentId: string | null = null): MenuRow[] {
  return items.flatMap(({ label, href, children }, position) => {
    const id = deps.newId();
    return [{ id, parentId, position, label, href }, ...rowsOf(deps, children, id)];
  });
}

/** Two menus at once would become one of both. Ends with the transaction. */
export async function oneMenuAtATime({ manager }: BlogDeps): Promise<void> {
  await manager.query(`select pg_advisory_xact_lock(hashtextextended('blog.menu', 0))`);
}
