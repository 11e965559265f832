import { defineView } from '@rose-ash/shared/infrastructure/views/define-view';
import { homeSamples } from './views/home-samples.js';
import { sessionsSamples } from './views/sessions-samples.js';
import type { HomeModel, MenuModel, SessionsModel } from './views/models.js';

export const homeView = defineView<HomeModel>('pages/home', homeSamples);

const ada = { initials: 'AK', name: 'Ada', fullName: 'Ada Kowalczyk', handle: '@ada' };

export const menuView = defineView<MenuModel>('fragments/menu', {
  usual: { current: true, midway: false, you: ada },
  midway: { current: false, midway: true, you: ada },
  nobody: { current: false, midway: false, you: null },
  'long-words': {
    ...{ current: false, midway: false },
    you: {
      ...{ initials: 'WB', name: 'Wolfeschlegelste…', handle: `@${'w'.repeat(30)}` },
      fullName: 'Wolfeschlegelsteinhausenbergerdorff Donaudampfschifffahrtsgesellschaft',
    },
  },
});

export const sessionsView = defineView<SessionsModel>('pages/sessions', sessionsSamples);

export const views = [homeView, menuView, sessionsView];
