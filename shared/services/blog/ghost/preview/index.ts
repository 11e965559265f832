import type { GhostPreviewing } from '../../../../contracts/ghost-preview.js';
import type { BlogDeps } from '../../deps.js';
import { previewGone } from './preview-gone.js';

/** Loaded when somebody asks: hardly any process ever reads a Ghost's texts. */
export function ghostPreviewing(deps: BlogDeps): GhostPreviewing {
  return {
    previewGhost: async (viewer, site, answer) =>
      (await import('./preview-import.js')).previewImport(deps, viewer, site, answer),
    previewGhostsGone: (viewer, site, kind, there, deleted) => previewGone(deps, viewer, site, kind, there, deleted),
    previewGhostSide: async (viewer, site, side, answer, gone) =>
      (await import('./preview-side.js')).previewSide(deps, viewer, site, side, answer, gone),
  };
}
