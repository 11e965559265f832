import type { AppName } from './apps.js';

/** Every mail we send, as `app/name`, with what its template is given. The app renders and sends it. */
export interface MailCatalogue {
  'account/mail-check': { askedAt: string };
  'federation/sign-in': {
    /** Six figures; null where only the link counts. */
    code: string | null;
    token: string;
    /** The site that asked, and the browser in words. */
    site: string;
    browser: string;
    until: string;
  };
}

export type MailName = keyof MailCatalogue & `${AppName}/${string}`;

export interface MailOrder<N extends MailName = MailName> {
  /** What makes it one of a kind: a second mail under the same key is not sent. Also the source of its Message-ID. */
  key: string;
  /** One address. */
  to: string;
  template: N;
  data: MailCatalogue[N];
}

/** Has a mail written into `mails` when the unit commits; a job sends it. */
export type QueueMail = <N extends MailName>(order: MailOrder<N>) => Promise<void>;
