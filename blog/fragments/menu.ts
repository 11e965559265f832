import { z } from 'zod';
import { defineFragment } from '@rose-ash/shared/infrastructure/fragments/define-fragment';
import { menuView } from '../views.js';

/** What an editor put below the tabs. */
export const menu = defineFragment('blog/menu', z.strictObject({}), async ({ services }) => ({
  view: menuView,
  model: { items: await services.blog.findMenu() },
  tags: ['menu'],
}));
