import { defineView } from '@rose-ash/shared/infrastructure/views/define-view';
import { homeSamples } from './views/home-samples.js';
import { latestSamples } from './views/latest-samples.js';
import type { HomeModel, LatestModel } from './views/models.js';

export const homeView = defineView<HomeModel>('pages/home', homeSamples);

export const latestView = defineView<LatestModel>('fragments/latest', latestSamples);

export const views = [homeView, latestView];
