import type { GhostCursor } from '../../../contracts/ghost.js';

/** An edit may be committed a little after the moment that it says. */
const overlapMs = 60_000;

/** Where a reading was broken off it goes on; else what changed a little before may have been committed after. */
export function withOverlap({ updatedAt, id }: GhostCursor): GhostCursor {
  return id === null ? { updatedAt: new Date(updatedAt.getTime() - overlapMs), id } : { updatedAt, id };
}
