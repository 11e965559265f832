import type { FromGhost } from '../../../models/blog/from-ghost.js';
import type { Post } from '../../../models/blog/post.js';

/** A row of posts, tags or authors as far as taking it is concerned. */
export type GhostRow = Pick<Post, 'id' | 'slug' | keyof FromGhost>;
