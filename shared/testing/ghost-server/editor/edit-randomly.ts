import type { GhostServer } from '../start-ghost-server.js';
import type { Chance } from '../state/chance.js';
import { acts } from './acts.js';
import { drawn } from './draw.js';

/** One act of an editor who has no plan; returns its name. What finds nothing to act on is drawn again. */
export function editRandomly(ghost: GhostServer, chance: Chance): string {
  for (;;) {
    const [name, act] = drawn(chance, Object.entries(acts)) ?? [];
    if (name !== undefined && act?.(ghost, chance) !== false) return name;
  }
}
