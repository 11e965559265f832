import { defineApp } from '@rose-ash/shared/infrastructure/app/define-app';
import { settings } from './config.js';
import { latest } from './fragments/latest.js';
import { lead } from './fragments/lead.js';
import { menu } from './fragments/menu.js';
import { copyPicture } from './jobs/copy-picture.js';
import { ghostJobs } from './jobs/ghost-jobs.js';
import { ghostWebhookBodies } from './routes/ghost-webhook.js';
import { machineRoutes, routes } from './routes/index.js';
import { views } from './views.js';

export const app = defineApp({
  ...{ name: 'blog', title: 'Blog', settings, routes, machineRoutes, views },
  fragments: [lead, latest, menu],
  jobs: [copyPicture],
  jobsBy: ghostJobs,
  bodies: ghostWebhookBodies,
});
