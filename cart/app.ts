import { defineApp } from '@rose-ash/shared/infrastructure/app/define-app';
import { settings } from './config.js';
import { mini } from './fragments/mini.js';
import { routes } from './routes/index.js';
import { views } from './views.js';

export const app = defineApp({ name: 'cart', title: 'Basket', settings, routes, views, fragments: [mini] });
