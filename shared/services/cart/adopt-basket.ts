import type { BasketOwner } from '../../contracts/services/cart.js';
import type { Viewer } from '../../contracts/viewer.js';
import { Basket } from '../../models/cart/basket.js';
import { insertNew } from '../insert-new.js';
import type { CartDeps } from './deps.js';
import { nameOfOwner, ownedBy } from './owned-by.js';

/** The most of one thing that a basket holds. */
const most = 999;

export async function adoptBasket(deps: CartDeps, viewer: Viewer, handleSha256: string): Promise<void> {
  const { manager, newId, clock } = deps;
  const guest: BasketOwner = { kind: 'guest', handleSha256 };
  const member: BasketOwner = { kind: 'member', memberId: viewer.id };
  // Locked, so that of two who sign in with one handle at once the second finds it gone.
  const left = await manager.findOne(Basket, { where: ownedBy(guest), lock: { mode: 'pessimistic_write' } });
  if (left === null) return;
  const now = clock();
  await insertNew(manager, Basket, { id: newId(), ...ownedBy(member), createdAt: now, updatedAt: now });
  const own = await manager.findOneOrFail(Basket, { where: ownedBy(member), lock: { mode: 'pessimistic_write' } });
  const moved = await manager.query<unknown[]>(moveLines, [own.id, left.id]);
  await manager.delete(Basket, { id: left.id });
  deps.record('basket.changed', { basketId: left.id, owner: nameOfOwner(guest) });
  if (moved.length === 0) return;
  await manager.update(Basket, { id: own.id }, { updatedAt: now });
  deps.record('basket.changed', { basketId: own.id, owner: nameOfOwner(member) });
}

/** Lines keep the time when they were put in. */
const moveLines = `
  insert into basket_lines as line (id, basket_id, product_id, quantity, added_at)
  select gen_random_uuid(), $1, product_id, quantity, added_at from basket_lines where basket_id = $2
  on conflict (basket_id, product_id) do update set quantity = least(${most}, line.quantity + excluded.quantity)
  where line.quantity < ${most}
  returning 1`;
