import { defineApp } from '@rose-ash/shared/infrastructure/app/define-app';
import { settings } from './config.js';
import { shelf } from './fragments/shelf.js';
import { routes } from './routes/index.js';
import { views } from './views.js';

export const app = defineApp({ name: 'market', title: 'Market', settings, routes, views, fragments: [shelf] });
