import type { Routes } from '@rose-ash/shared/infrastructure/app/router';
import type { settings } from '../config.js';
import { homeRoutes } from './home.js';
import { postRoutes } from './post.js';

/** Posts last: they answer under any name that nobody else claims. */
export const routes: readonly Routes<typeof settings>[] = [homeRoutes, postRoutes];
