import { defineView } from '@rose-ash/shared/infrastructure/views/define-view';

export interface HomeModel {
  /** Sentences, each true. */
  holds: readonly string[];
}

export const homeView = defineView<HomeModel>('pages/home', {
  empty: {
    holds: ['The calendar is bare: nothing that is still to come has been entered.'],
  },
  many: { holds: ['Still to come: 61 entries in 3 calendars.'] },
});

export const views = [homeView];
