import { defineView } from '@rose-ash/shared/infrastructure/views/define-view';

export interface HomeModel {
  /** Sentences, each true. */
  holds: readonly string[];
}

export const homeView = defineView<HomeModel>('pages/home', {
  empty: {
    holds: ['It is quiet here so far: nobody has joined, so nobody has said anything.'],
  },
  many: { holds: ['Here so far: 412 people.'] },
});

export const views = [homeView];
