import type { BlogService } from '../../contracts/services/blog.js';
import { addPicture } from './add-picture.js';
import type { BlogDeps } from './deps.js';
import { findAuthor } from './find-author.js';
import { findNeighbours } from './find-neighbours.js';
import { findPost } from './find-post.js';
import { findTag } from './find-tag.js';
import { importGhost } from './import-ghost.js';
import { listPosts } from './list-posts.js';
import { listTags } from './list-tags.js';

export function blogService(deps: BlogDeps): BlogService {
  return {
    listPosts: (viewer, query) => listPosts(deps, viewer, query),
    findNeighbours: (viewer, post) => findNeighbours(deps, viewer, post),
    findTag: (slug) => findTag(deps, slug),
    findAuthor: (slug) => findAuthor(deps, slug),
    listTags: (viewer, limit) => listTags(deps, viewer, limit),
    findPost: (viewer, slug) => findPost(deps, viewer, slug),
    addPicture: (viewer, file, about) => addPicture(deps, viewer, file, about),
    importGhost: (viewer, site, answer) => importGhost(deps, viewer, site, answer),
  };
}
