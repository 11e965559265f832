import { defineView } from '@rose-ash/shared/infrastructure/views/define-view';

export interface HomeModel {
  /** Sentences, each true. */
  holds: readonly string[];
}

export const homeView = defineView<HomeModel>('pages/home', {
  empty: {
    holds: ['The shelves are empty today: nothing is for sale.'],
  },
  many: { holds: ['On the shelves: 1,206 products.'] },
});

export const views = [homeView];
