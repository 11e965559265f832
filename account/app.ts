import { defineApp } from '@rose-ash/shared/infrastructure/app/define-app';
import { settings } from './config.js';
import { menu } from './fragments/menu.js';
import { mails } from './mails.js';
import { routes } from './routes/index.js';
import { views } from './views.js';

export const app = defineApp({ name: 'account', title: 'You', settings, routes, views, mails, fragments: [menu] });
