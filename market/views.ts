import { defineView } from '@rose-ash/shared/infrastructure/views/define-view';
import type { HomeModel, ProductModel, ShelfModel } from './views/models.js';
import { homeSamples, productSamples, shelfSamples } from './views/samples.js';

export const homeView = defineView<HomeModel>('pages/home', homeSamples);

export const productView = defineView<ProductModel>('pages/product', productSamples);

export const shelfView = defineView<ShelfModel>('fragments/shelf', shelfSamples);

export const views = [homeView, productView, shelfView];
