import { defineView } from '@rose-ash/shared/infrastructure/views/define-view';

export interface HomeModel {
  /** Sentences, each true. */
  holds: readonly string[];
}

export const homeView = defineView<HomeModel>('pages/home', {
  empty: {
    holds: ['Nobody has anything in a basket just now.'],
  },
  many: { holds: ['In use: 31 baskets with something inside.'] },
});

export const views = [homeView];
