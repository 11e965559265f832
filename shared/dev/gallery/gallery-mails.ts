import type { App } from '../../infrastructure/app/define-app.js';
import { templateFolders } from '../../infrastructure/app/places.js';
import type { Config } from '../../infrastructure/config/config.js';
import { createMailRenderer, type Letter } from '../../infrastructure/mail/render-mail.js';
import type { GalleryEntry } from './gallery-views.js';

export type WithMails = Pick<App, 'name' | 'mails'>;

/** The mails of an app as the gallery lists them: `mails/mail-check`. */
export function listMails({ mails = [] }: WithMails, entrance: string): GalleryEntry[] {
  return mails.map((mail) => {
    const name = placeOf(mail.name);
    const href = (sample: string) => `${entrance}/${name}/${encodeURIComponent(sample)}`;
    return { name, samples: Object.keys(mail.samples).map((sample) => ({ name: sample, href: href(sample) })) };
  });
}

/** A sample of a mail as it is sent; null for what is none. */
export function mailSamples({ name: service, mails = [] }: WithMails, config: Config) {
  const { site, urls, environment } = config;
  const folders = templateFolders(service);
  const render = createMailRenderer({ folders, cache: environment !== 'development', service, mails, site, urls });
  return function renderSample(place: string, sample: string): Letter | null {
    const mail = mails.find((candidate) => placeOf(candidate.name) === place);
    const samples = (mail?.samples ?? {}) as Record<string, object>;
    return mail && Object.hasOwn(samples, sample) ? render(mail.name, samples[sample]) : null;
  };
}

function placeOf(mailName: string): string {
  return `mails/${mailName.slice(mailName.indexOf('/') + 1)}`;
}
