import type { AppName } from '../../contracts/apps.js';
import { createFormat } from '../../lib/format.js';
import type { BaseFile } from '../config/base-file.js';
import type { SiteUrls } from '../config/site-urls.js';
import { Engine, type EngineOptions } from '../views/engine.js';
import type { AnyMail, MailTemplate } from './define-mail.js';

/** What somebody reads. */
export interface Letter {
  subject: string;
  text: string;
  html: string;
}

/** Everything a template of a mail finds in `it`. */
export interface MailScope {
  model: object;
  mail: {
    /** BCP 47. */
    lang: string;
    service: AppName;
    siteTitle: string;
    urls: SiteUrls;
    subject: string;
    reason: string;
  };
}

export interface MailRendererOptions extends Omit<EngineOptions, 'suffix'> {
  service: AppName;
  mails: readonly AnyMail[];
  site: BaseFile['site'];
  urls: SiteUrls;
}

/** @throws Error when the app has no such mail (yet: another image may), or its data are not what the template wants. */
export type RenderMail = (name: string, data: unknown) => Letter;

/** Renders the mails of one app. */
export function createMailRenderer(options: MailRendererOptions): RenderMail {
  const { folders, cache, service, mails, site, urls } = options;
  const html = new Engine({ folders, cache });
  const text = new Engine({ folders, cache, suffix: '.text.eta' });
  const format = createFormat(site);
  return function renderMail(name, data) {
    const template = mails.find((mail) => mail.name === name) as MailTemplate<never> | undefined;
    if (template === undefined) throw new Error(`${service} has no mail called ${name}`);
    const { reason } = template;
    const subject = template.subject(data as never, format);
    const mail = { lang: site.locale, service, siteTitle: site.title, urls, subject, reason };
    const scope: MailScope = { model: template.present(data as never, format), mail };
    const file = `mails/${name.slice(name.indexOf('/') + 1)}`;
    return { subject, html: html.render(file, scope), text: tidy(text.render(file, scope)) };
  };
}

/** Templates leave blank lines where something was left out. */
function tidy(text: string): string {
  return `${text
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}
