import type { GhostServer } from '../start-ghost-server.js';
import type { Chance } from '../state/chance.js';
import type { MemberRow, TextRow } from '../state/rows.js';
import { drawn, textOf } from './draw.js';

/** Does one thing; false when there was nothing to do it to. */
export type Act = (ghost: GhostServer, chance: Chance) => unknown;

export const onText =
  (is: (row: TextRow) => boolean, act: (ghost: GhostServer, row: TextRow, chance: Chance) => unknown): Act =>
  (ghost, chance) => {
    const row = textOf(ghost, chance, is);
    return row !== undefined && act(ghost, row, chance);
  };

export const any = () => true;
export const isOut = ({ status }: TextRow) => status === 'published';

export const onTag =
  (act: (ghost: GhostServer, id: string, chance: Chance) => unknown): Act =>
  (ghost, chance) => {
    const id = drawn(chance, [...ghost.world.tags.keys()]);
    return id !== undefined && act(ghost, id, chance);
  };

export const onMember =
  (act: (ghost: GhostServer, member: MemberRow) => unknown): Act =>
  (ghost, chance) => {
    const member = drawn(chance, [...ghost.world.members.values()]);
    return member !== undefined && act(ghost, member);
  };
