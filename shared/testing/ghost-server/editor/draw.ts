import type { TextRow } from '../state/rows.js';
import type { GhostServer } from '../start-ghost-server.js';
import type { Chance } from '../state/chance.js';

export function drawn<One>(chance: Chance, from: readonly One[]): One | undefined {
  return from[Math.floor(chance() * from.length)];
}

/** About so many of them. */
export function some<One>(chance: Chance, from: readonly One[], share: number): One[] {
  return from.filter(() => chance() < share);
}

export function textOf(ghost: GhostServer, chance: Chance, is: (row: TextRow) => boolean = () => true) {
  return drawn(chance, [...ghost.world.texts.values()].filter(is));
}

export function word(chance: Chance): string {
  const words = ['rhubarb', 'loaf', 'assembly', 'field', 'ladle', 'hall', 'seed', 'oven', 'ledger', 'rain'];
  return `${words[Math.floor(chance() * words.length)]} ${Math.floor(chance() * 1000)}`;
}
