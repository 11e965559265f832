import { defineView } from '@rose-ash/shared/infrastructure/views/define-view';

export interface HomeModel {
  /** Sentences, each true. */
  holds: readonly string[];
}

export const homeView = defineView<HomeModel>('pages/home', {
  empty: {
    holds: ['Nobody has put anything into a basket so far, and nothing has been ordered.'],
  },
  many: { holds: ['In use: 31 baskets with something inside. Made so far: 2,048 orders.'] },
});

export const views = [homeView];
