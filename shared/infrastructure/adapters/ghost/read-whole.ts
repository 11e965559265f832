import { z } from 'zod';
import type { GhostSide } from '../../../contracts/ghost.js';
import { listIn, type AskAdmin } from './ask-admin.js';

/** Older Ghosts tell a tier's prices only when they are asked for. */
const asked = { tiers: { include: 'monthly_price,yearly_price' }, newsletters: {} };
const perPage = 100;

/** Settings are one answer; of the rest there are few, and yet they come in pages. */
export async function readWhole(ask: AskAdmin, side: Exclude<GhostSide, 'members'>): Promise<unknown> {
  if (side === 'settings') return ask('settings');
  const all: unknown[] = [];
  for (let page = 1; ; page += 1) {
    const query = { ...asked[side], limit: String(perPage), page: String(page) };
    const found = listIn(z.array(z.unknown()), await ask(side, query), side);
    all.push(...found);
    if (found.length < perPage) return { [side]: all };
  }
}
