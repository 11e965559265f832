import { defineView } from '@rose-ash/shared/infrastructure/views/define-view';

export interface HomeModel {
  /** Sentences, each true. */
  holds: readonly string[];
}

export const homeView = defineView<HomeModel>('pages/home', {
  empty: {
    holds: ['Nobody has an account so far, so there is nothing here about anybody.'],
  },
  many: { holds: ['So far 412 people have an account.'] },
});

export const views = [homeView];
