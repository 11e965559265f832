import { defineApp } from '@rose-ash/shared/infrastructure/app/define-app';
import { settings } from './config.js';
import { upcoming } from './fragments/upcoming.js';
import { routes } from './routes/index.js';
import { views } from './views.js';

export const app = defineApp({ name: 'events', title: 'Events', settings, routes, views, fragments: [upcoming] });
