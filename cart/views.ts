import { defineView } from '@rose-ash/shared/infrastructure/views/define-view';
import { homeSamples } from './views/home-samples.js';
import type { HomeModel, MiniModel } from './views/models.js';

export const homeView = defineView<HomeModel>('pages/home', homeSamples);

export const miniView = defineView<MiniModel>('fragments/mini', {
  empty: { current: false, count: null },
  one: { current: false, count: { figure: '1', words: '1 thing' } },
  many: { current: true, count: { figure: '31', words: '31 things' } },
  'more than fit': { current: false, count: { figure: '99+', words: '1,206 things' } },
});

export const views = [homeView, miniView];
