import { BlogContent1795518000000 } from './1795518000000-blog-content.js';
import { Activities1795600000000 } from './1795600000000-activities.js';

/** Every migration, oldest first. */
export const migrations = [BlogContent1795518000000, Activities1795600000000];
