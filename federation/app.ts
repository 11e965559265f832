import { defineApp } from '@rose-ash/shared/infrastructure/app/define-app';
import { settings } from './config.js';
import { latest } from './fragments/latest.js';
import { mails } from './mails.js';
import { providerPages } from './provider/pages.js';
import { routes } from './routes/index.js';
import { views } from './views.js';

export const app = defineApp({
  ...{ name: 'federation', title: 'People', settings, routes, views },
  fragments: [latest],
  mails,
  provider: providerPages,
});
