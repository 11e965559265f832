import type { AppName } from '../../contracts/apps.js';
import { pruneActivitiesJob } from '../activities/prune-activities-job.js';
import type { AnyJob } from '../jobs/define-job.js';
import type { Config } from '../config/config.js';
import { providerJobs } from '../oidc/jobs/provider-jobs.js';
import { createMailRenderer } from '../mail/render-mail.js';
import { createMailSender, type SendMail } from '../mail/send-mail.js';
import { sendMailJob } from '../mail/send-mail-job.js';
import { makeVariantsJob, tidyMediaJob } from '../media/media-jobs.js';
import type { AnyApp } from './define-app.js';
import { templateFolders } from './places.js';
import type { Resources } from './resources.js';

/** What the machinery itself has done by jobs, for the apps that `contracts/jobs` names. */
export function builtInJobs(app: AnyApp, config: Config, resources: Resources): AnyJob[] {
  const mails = sendMailJob(app.name, mailSender(app, config, resources));
  return [mails, ...ofOneApp(app.name, config)];
}

function ofOneApp(app: AppName, config: Config): AnyJob[] {
  if (app === 'blog') return [makeVariantsJob(config.media), tidyMediaJob(config.media)];
  return app === 'federation' ? [pruneActivitiesJob(config.activities), ...providerJobs(config)] : [];
}

function mailSender(app: AnyApp, config: Config, { dataSource, mailTransport, log }: Resources): SendMail {
  const { baseDomain, environment, mail, site, urls } = config;
  const render = createMailRenderer({
    ...{ service: app.name, mails: app.mails ?? [], site, urls },
    ...{ folders: templateFolders(app.name), cache: environment !== 'development' },
  });
  return createMailSender({ database: dataSource, transport: mailTransport, render, from: mail.from, baseDomain, log });
}
