import { z } from 'zod';
import { defineFragment } from '@rose-ash/shared/infrastructure/fragments/define-fragment';
import { presentMini } from '../presenters/mini.js';
import { ownerOf, subjectOf } from '../presenters/owner.js';
import { miniView } from '../views.js';

/** The tab Basket of every page, with the number of things in it. */
export const mini = defineFragment(
  'cart/mini',
  z.object({ current: z.boolean() }),
  async ({ services, params, viewer, guestBasket }) => {
    const owner = ownerOf(viewer, guestBasket);
    const things = owner === null ? 0 : await services.cart.countThings(viewer, owner);
    const tags = owner === null ? [] : [`basket:${subjectOf(owner)}`];
    return { view: miniView, model: presentMini(things, params.current), tags };
  },
);
