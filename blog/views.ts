import { defineView } from '@rose-ash/shared/infrastructure/views/define-view';
import { archiveSamples } from './views/archive-samples.js';
import { homeSamples } from './views/home-samples.js';
import { latestSamples, leadSamples, postsSamples } from './views/list-samples.js';
import type {
  ArchiveModel,
  HomeModel,
  LatestModel,
  LeadModel,
  MenuModel,
  PostModel,
  PostsModel,
  SearchModel,
} from './views/models.js';
import { menuSamples } from './views/menu-samples.js';
import { postSamples } from './views/post-samples.js';
import { searchSamples } from './views/search-samples.js';

export const homeView = defineView<HomeModel>('pages/home', homeSamples);

export const postsView = defineView<PostsModel>('pages/posts', postsSamples);

export const archiveView = defineView<ArchiveModel>('pages/archive', archiveSamples);

export const postView = defineView<PostModel>('pages/post', postSamples);

export const leadView = defineView<LeadModel>('fragments/lead', leadSamples);

export const latestView = defineView<LatestModel>('fragments/latest', latestSamples);

export const searchView = defineView<SearchModel>('pages/search', searchSamples);

export const menuView = defineView<MenuModel>('fragments/menu', menuSamples);

export const views = [homeView, postsView, archiveView, searchView, postView, leadView, latestView, menuView];
