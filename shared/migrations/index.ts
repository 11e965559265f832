import { BlogContent1795518000000 } from './1795518000000-blog-content.js';

/** Every migration, oldest first. */
export const migrations = [BlogContent1795518000000];
