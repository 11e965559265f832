import { z } from 'zod';
import type { ActivityType } from '../../activities/define-activity.js';
import type { AppName } from '../../contracts/apps.js';
import type { ActivityCatalogues } from '../../infrastructure/activities/catalogues.js';

/** What happens in this drill: a parcel is sent, to an address where parcels must arrive in order. */
export interface Parcel {
  /** Its number in the whole drill. */
  n: number;
  address: number;
}

export const parcelSent: ActivityType<'parcel.sent', Parcel> = {
  ...{ type: 'parcel.sent', app: 'market', v: 1, visibility: 'private' },
  payload: z.object({ n: z.number(), address: z.number() }),
  subject: ({ address }) => `address:${address}`,
  tags: () => [],
};

/** Whose worker handles them. */
export const reader: AppName = 'cart';

/** In order for each address. */
export const stack = 'parcel-sent.stack';
/** In any order. */
export const count = 'parcel-sent.count';

export const parcelCatalogues: ActivityCatalogues = {
  types: new Map([[parcelSent.type, parcelSent]]),
  subscriptions: [
    { activity: 'parcel.sent', app: reader, handler: stack, lane: 'stack' },
    { activity: 'parcel.sent', app: reader, handler: count },
  ],
};

/** How often a handler fails on purpose before it handles a parcel; for ever, for a few. */
export function failuresOf(handler: string, n: number): number {
  if (handler === stack) return n % 17 === 5 ? 1 : 0;
  if (isDoomed(handler, n)) return Infinity;
  if (n % 50 === 7) return 2;
  return n % 10 === 3 ? 1 : 0;
}

/** Fails every time, so its task must be dead in the end. Not in order: it would hold up its address, as it should. */
export function isDoomed(handler: string, n: number): boolean {
  return handler === count && n % 500 === 11;
}
