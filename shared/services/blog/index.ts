import type { ReadDeps } from '../unit-deps.js';
import type { BlogService } from '../../contracts/services/blog.js';
import { addPicture } from './add-picture.js';
import { countAddresses, listAddresses } from './addresses.js';
import type { BlogDeps } from './deps.js';
import { findAuthor } from './find-author.js';
import { findLexical } from './find-lexical.js';
import { findLead } from './find-lead.js';
import { findPost } from './find-post.js';
import { findPresentSlug } from './find-present-slug.js';
import { findTag } from './find-tag.js';
import { listForEveryone } from './list-for-everyone.js';
import { listInFull } from './list-in-full.js';
import { listPosts } from './list-posts.js';
import { listTags } from './list-tags.js';
import { findGhostCursor, keepGhostCursor } from './ghost/mirror/cursors.js';
import { findCarriers } from './ghost/mirror/find-carriers.js';
import { findUnknown } from './ghost/mirror/find-unknown.js';
import { removeGone } from './ghost/mirror/remove-gone.js';
import { ghostWatching } from './ghost/watch/index.js';
import { ghostPreviewing } from './ghost/preview/index.js';
import { ghostHearing } from './ghost/webhooks/index.js';
import { findMenu } from './menu/find-menu.js';
import { saveMenu } from './menu/save-menu.js';
import { findWantedPicture, listWantedPictures } from './pictures/find-wanted.js';
import { reportPictureCopies, retryPictures } from './pictures/report-copies.js';
import { searchPosts } from './search/search-posts.js';

type BlogRead =
  'findPost' | 'listPosts' | 'listForEveryone' | 'listInFull' | 'findLead' | 'findMenu' | 'findTag' | 'findAuthor';

/** Verbs of one statement, which need no transaction. */
export function blogReads(deps: ReadDeps): Pick<BlogService, BlogRead> {
  return {
    findPost: (viewer, slug) => findPost(deps, viewer, slug),
    listPosts: (_viewer, query) => listPosts(deps, query),
    listForEveryone: (limit) => listForEveryone(deps, limit),
    listInFull: (viewer, query) => listInFull(deps, viewer, query),
    findLead: (_viewer) => findLead(deps),
    findMenu: () => findMenu(deps),
    findTag: (slug) => findTag(deps, slug),
    findAuthor: (slug) => findAuthor(deps, slug),
  };
}

export function blogService(deps: BlogDeps): BlogService {
  return {
    ...blogReads(deps),
    ...ghostWatching(deps),
    saveMenu: (viewer, items) => saveMenu(deps, viewer, items),
    searchPosts: (viewer, query) => searchPosts(deps, viewer, query),
    listTags: (viewer, limit) => listTags(deps, viewer, limit),
    countAddresses: (host) => countAddresses(deps, host),
    listAddresses: (host, kind, query) => listAddresses(deps, host, kind, query),
    findPresentSlug: (viewer, slug, kind = 'post') => findPresentSlug(deps, viewer, slug, kind),
    findLexical: (viewer, slug) => findLexical(deps, viewer, slug),
    addPicture: (viewer, file, about) => addPicture(deps, viewer, file, about),
    listWantedPictures: (viewer, limit) => listWantedPictures(deps, viewer, limit),
    findWantedPicture: (viewer, id) => findWantedPicture(deps, viewer, id),
    reportPictureCopies: (viewer) => reportPictureCopies(deps, viewer),
    retryPictures: (viewer) => retryPictures(deps, viewer),
    settlePicture: async (viewer, id, outcome) =>
      (await import('./pictures/settle-picture.js')).settlePicture(deps, viewer, id, outcome),
    findGhostCursor: (viewer, site, kind) => findGhostCursor(deps, viewer, site, kind),
    keepGhostCursor: (viewer, site, kind, cursor) => keepGhostCursor(deps, viewer, site, kind, cursor),
    removeGhostsGone: (viewer, site, kind, there, deleted) => removeGone(deps, viewer, site, kind, there, deleted),
    findGhostCarriers: (viewer, site, there) => findCarriers(deps, viewer, site, there),
    settleGhostSlugs: async (viewer, site) =>
      (await import('./ghost/mirror/settle-slugs.js')).settleSlugs(deps, viewer, site),
    findGhostsUnknown: (viewer, site, kind, there) => findUnknown(deps, viewer, site, kind, there),
    ...ghostPreviewing(deps),
    takeGhostSide: async (viewer, site, side, answer, gone) =>
      (await import('./ghost/sides/take-side.js')).takeSide(deps, viewer, site, side, answer, gone),
    ...ghostHearing(deps),
    // Loaded by the first import: every process has this service, and hardly any ever reads a Ghost's texts.
    importGhost: async (viewer, site, answer, source) =>
      (await import('./import-ghost.js')).importGhost(deps, viewer, site, answer, source),
  };
}
