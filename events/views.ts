import { defineView } from '@rose-ash/shared/infrastructure/views/define-view';
import type { EntryModel, HomeModel, UpcomingModel } from './views/models.js';
import { entrySamples, homeSamples, upcomingSamples } from './views/samples.js';

export const homeView = defineView<HomeModel>('pages/home', homeSamples);

export const entryView = defineView<EntryModel>('pages/entry', entrySamples);

export const upcomingView = defineView<UpcomingModel>('fragments/upcoming', upcomingSamples);

export const views = [homeView, entryView, upcomingView];
