import type { GhostWatching } from '../../../../contracts/ghost-watch.js';
import type { BlogDeps } from '../../deps.js';
import { endGhostTurn } from './end-turn.js';
import { countGhost, findGhostWatch, resumeGhost, wantWholeGhost } from './standing.js';
import { guardGhostTurn, keepGhostTurn, takeGhostTurn } from './turns.js';

export function ghostWatching(deps: BlogDeps): GhostWatching {
  return {
    takeGhostTurn: (viewer, site, caller) => takeGhostTurn(deps, viewer, site, caller),
    keepGhostTurn: (viewer, site, fence) => keepGhostTurn(deps, viewer, site, fence),
    guardGhostTurn: (viewer, site, fence) => guardGhostTurn(deps, viewer, site, fence),
    endGhostTurn: (viewer, site, fence, outcome) => endGhostTurn(deps, viewer, site, fence, outcome),
    wantWholeGhost: (viewer, site) => wantWholeGhost(deps, viewer, site),
    resumeGhost: (viewer, site) => resumeGhost(deps, viewer, site),
    findGhostWatch: (viewer, site) => findGhostWatch(deps, viewer, site),
    countGhost: (viewer, site) => countGhost(deps, viewer, site),
  };
}
