import { z } from 'zod';
import { contentHash } from '../content-hash.js';

/** PostgreSQL has no place for U+0000 in a text. */
const text = z.string().transform((value) => value.replaceAll('\0', ''));
const id = z.string().min(1);
const currency = z.string().regex(/^[a-z]{3}$/i);

/** What is no price is none: a tier is there all the same. */
const minor = z.int().min(0).nullish().catch(null);

const tier = z
  .object({
    ...{ id, name: text, slug: text, type: text.catch('free'), active: z.boolean().catch(false) },
    // Whatever is not said to be offered is not.
    visibility: text.catch('none'),
    ...{ currency: currency.nullish().catch(null), monthly_price: minor, yearly_price: minor },
  })
  .transform(({ id: ghostId, monthly_price: monthly, yearly_price: yearly, ...said }) => ({
    ...{ ghostId, name: said.name, slug: said.slug, type: said.type, active: said.active },
    visibility: said.visibility,
    currency: said.currency?.toUpperCase() ?? null,
    monthlyMinor: toMinor(monthly),
    yearlyMinor: toMinor(yearly),
  }));

const newsletter = z
  .object({ id, name: text, slug: text, status: text.catch('archived') })
  .transform(({ id: ghostId, ...said }) => ({ ghostId, ...said }));

/** Of a person only what sending a newsletter takes; names, notes and places are not even read. */
const member = z
  .object({ id, email: text, status: text.catch('free'), newsletters: z.array(z.object({ id })) })
  .transform(({ id: ghostId, email, status, newsletters }) => ({
    ...{ ghostId, status, email: email.trim().normalize('NFC').toLowerCase() },
    newsletterIds: [...new Set(newsletters.map((one) => one.id))].sort(),
  }));

const toMinor = (price: number | null | undefined): string | null => (typeof price === 'number' ? String(price) : null);

/** How each list is read; what Ghost does not say is missing, what we do not need is dropped. */
export const sideLists = {
  tiers: z.array(tier),
  newsletters: z.array(newsletter),
  members: z.array(member),
} as const;

export type ListedSide = keyof typeof sideLists;

export interface SideRow {
  ghostId: string;
  contentHash: string;
}

export const withHash = <R extends { ghostId: string }>(row: R): R & SideRow => ({
  ...row,
  contentHash: contentHash(row),
});
