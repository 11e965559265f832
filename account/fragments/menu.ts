import { z } from 'zod';
import { defineFragment } from '@rose-ash/shared/infrastructure/fragments/define-fragment';
import { presentMenu } from '../presenters/menu.js';
import { menuView } from '../views.js';

/** The tab You of every page, with the name of whom it is. */
export const menu = defineFragment(
  'account/menu',
  z.object({ current: z.boolean(), midway: z.boolean().default(false) }),
  async ({ services, params, viewer }) => {
    const member = viewer && (await services.federation.findMemberById(viewer, viewer.id));
    const tags = member === null ? [] : [`member:${member.id}`];
    return { view: menuView, model: presentMenu(member, params), tags };
  },
);
