import { defineView } from '@rose-ash/shared/infrastructure/views/define-view';
import { homeSamples } from './views/home-samples.js';
import type { HomeModel, PostModel } from './views/models.js';
import { postSamples } from './views/post-samples.js';

export const homeView = defineView<HomeModel>('pages/home', homeSamples);

export const postView = defineView<PostModel>('pages/post', postSamples);

export const views = [homeView, postView];
