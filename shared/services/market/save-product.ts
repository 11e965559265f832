import { z } from 'zod';
import type { ProductInput, ProductSaved } from '../../contracts/services/market.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { differs } from '../../lib/differs.js';
import { line, slug, whole } from '../../lib/fields.js';
import { checkInput, refuse } from '../../lib/refusals.js';
import { Product } from '../../models/market/product.js';
import { insertOrLock } from '../insert-or-lock.js';
import type { UnitDeps } from '../unit-deps.js';
import { requireShopkeeper } from './policy.js';
import { toProductDto, type ProductRow } from './product-dto.js';

const mostMinor = 1_000_000_000;
const mostOnHand = 1_000_000;

const fields = z.object({
  slug: slug(),
  name: line('A name', 120),
  price: z.object({
    minor: whole('A price in the smallest coin', 0, mostMinor),
    currency: z.string().regex(/^[A-Z]{3}$/, { error: 'A currency is a code of three capitals, like GBP' }),
  }),
  unit: line('A unit', 30),
  onHand: whole('The number on the shelf', 0, mostOnHand),
});

type Shown = Pick<ProductRow, 'name' | 'priceMinor' | 'currency' | 'unit' | 'onHand'>;

export async function saveProduct(deps: UnitDeps, viewer: MaybeViewer, input: ProductInput): Promise<ProductSaved> {
  requireShopkeeper(viewer);
  const checked = checkInput(fields, input);
  if (checked.kind === 'refused') return checked;
  const { manager, record, newId, clock } = deps;
  const { slug, price, ...rest } = checked.input;
  const shown: Shown = { ...rest, priceMinor: String(price.minor), currency: price.currency };
  const now = clock();
  const product = { id: newId(), slug, ...shown, reserved: 0, withdrawnAt: null, createdAt: now, updatedAt: now };
  const known = await insertOrLock(manager, Product, product, { slug });
  if (known !== null) return changeKnown(deps, known, shown);
  record('product.listed', { productId: product.id });
  return { kind: 'listed', product: toProductDto(product) };
}

async function changeKnown(
  { manager, record, clock }: UnitDeps,
  known: ProductRow,
  shown: Shown,
): Promise<ProductSaved> {
  if (shown.onHand < known.reserved) return promised(known);
  const isBack = known.withdrawnAt !== null;
  if (!isBack && !differs(known, shown)) return { kind: 'unchanged', product: toProductDto(known) };
  const change = { ...shown, withdrawnAt: null, updatedAt: clock() };
  await manager.update(Product, { id: known.id }, change);
  record(isBack ? 'product.listed' : 'product.changed', { productId: known.id });
  return { kind: isBack ? 'listed' : 'changed', product: toProductDto({ ...known, ...change }) };
}

function promised({ reserved }: ProductRow): ProductSaved {
  return refuse({
    field: 'onHand',
    sentence: `${reserved} of it are promised already, so there are at least ${reserved}.`,
  });
}
