import type { BlogService } from '../../contracts/services/blog.js';
import { addPicture } from './add-picture.js';
import type { BlogDeps } from './deps.js';
import { findPost } from './find-post.js';
import { importGhost } from './import-ghost.js';
import { listPosts } from './list-posts.js';

export function blogService(deps: BlogDeps): BlogService {
  return {
    listPosts: (viewer, query) => listPosts(deps, viewer, query),
    findPost: (viewer, slug) => findPost(deps, viewer, slug),
    addPicture: (viewer, file, about) => addPicture(deps, viewer, file, about),
    importGhost: (viewer, site, answer) => importGhost(deps, viewer, site, answer),
  };
}
