import { z } from 'zod';
import type { BasketOwner, LineInput, LinePut } from '../../contracts/services/cart.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { whole } from '../../lib/fields.js';
import { checkInput, refuse } from '../../lib/refusals.js';
import { BasketLine } from '../../models/cart/basket-line.js';
import { Basket } from '../../models/cart/basket.js';
import { insertNew } from '../insert-new.js';
import type { CartDeps } from './deps.js';
import { getBasket } from './get-basket.js';
import { nameOfOwner, ownedBy } from './owned-by.js';
import { requireOwner } from './policy.js';

const notSold = 'This is no longer sold';

const fields = z.object({ productId: z.uuid({ error: notSold }), quantity: whole('How many', 0, 999) });

export async function putLine(
  deps: CartDeps,
  viewer: MaybeViewer,
  owner: BasketOwner,
  line: LineInput,
): Promise<LinePut> {
  requireOwner(viewer, owner);
  const checked = checkInput(fields, line);
  if (checked.kind === 'refused') return checked;
  const { productId, quantity } = checked.input;
  if (quantity === 0) {
    await takeOut(deps, owner, productId);
  } else {
    const [product] = await deps.market.findProducts(viewer, [productId]);
    if (product === undefined) return refuse({ field: 'productId', sentence: `${notSold}.` });
    await putIn(deps, owner, checked.input);
  }
  return { kind: 'put', basket: await getBasket(deps, viewer, owner) };
}

async function putIn(deps: CartDeps, owner: BasketOwner, { productId, quantity }: LineInput): Promise<void> {
  const { manager, newId, clock } = deps;
  const now = clock();
  await insertNew(manager, Basket, { id: newId(), ...ownedBy(owner), createdAt: now, updatedAt: now });
  const { id: basketId } = await manager.findOneByOrFail(Basket, ownedBy(owner));
  const { raw } = (await manager
    .createQueryBuilder()
    .insert()
    .into(BasketLine)
    .values({ id: newId(), basketId, productId, quantity, addedAt: now })
    // As many as there are already is no change.
    .orUpdate(['quantity'], ['basket_id', 'product_id'], { skipUpdateIfNoValuesChanged: true })
    .returning('1')
    .execute()) as { raw: unknown[] };
  if (raw.length === 0) return;
  await manager.update(Basket, { id: basketId }, { updatedAt: now });
  deps.record('basket.changed', { basketId, owner: nameOfOwner(owner) });
}

async function takeOut({ manager, clock, record }: CartDeps, owner: BasketOwner, productId: string): Promise<void> {
  const basket = await manager.findOneBy(Basket, ownedBy(owner));
  if (basket === null) return;
  const { affected } = await manager.delete(BasketLine, { basketId: basket.id, productId });
  if (affected !== 1) return;
  await manager.update(Basket, { id: basket.id }, { updatedAt: clock() });
  record('basket.changed', { basketId: basket.id, owner: nameOfOwner(owner) });
}
