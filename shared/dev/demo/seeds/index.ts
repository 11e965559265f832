import type { Seed } from './seed.js';
import { seedBaskets } from './baskets.js';
import { seedEntries } from './entries.js';
import { seedPeople } from './people.js';
import { seedPosts } from './posts.js';
import { seedProducts } from './products.js';

/** In this order: baskets need people and products. */
export const seeds: readonly Seed[] = [seedPosts, seedPeople, seedProducts, seedEntries, seedBaskets];
