import { resolve } from 'node:path';
import type { Environment, Role } from '../../contracts/apps.js';
import { OperatorError } from '../../lib/errors.js';
import type { BaseFile } from './base-file.js';

export interface MailConfig {
  /** Null where no mail can be sent: it waits in its table. */
  smtpUrl: string | null;
  /** `Name <address>`. */
  from: string;
}

export interface MediaConfig {
  /** An absolute path; null where there are no pictures. */
  folder: string | null;
  maxBytes: number;
  maxPixels: number;
}

interface Said {
  NODE_ENV: Environment;
  ROLE: Role;
  BASE_DOMAIN: string;
  SMTP_URL?: string | undefined;
  MAIL_FROM?: string | undefined;
  MEDIA_DIR?: string | undefined;
}

/** @throws OperatorError in production, when a worker is not told where to hand over mails and who sends them. */
export function mailConfig(said: Said, title: string): MailConfig {
  const { SMTP_URL, MAIL_FROM, ROLE } = said;
  if (ROLE !== 'web') {
    needInProduction(said, SMTP_URL, 'SMTP_URL (or SMTP_URL_FILE) is not set, and a worker sends mail');
    needInProduction(said, MAIL_FROM, 'MAIL_FROM is not set, and a worker sends mail');
  }
  const from = MAIL_FROM ?? `hello@${said.BASE_DOMAIN}`;
  return { smtpUrl: SMTP_URL ?? null, from: from.includes('<') ? from : `${title} <${from}>` };
}

/** @throws OperatorError in production, when nobody said where the pictures lie. */
export function mediaConfig(said: Said, limits: BaseFile['media']): MediaConfig {
  needInProduction(said, said.MEDIA_DIR, 'MEDIA_DIR is not set, and every service shows pictures from there');
  return { ...limits, folder: said.MEDIA_DIR === undefined ? null : resolve(said.MEDIA_DIR) };
}

function needInProduction({ NODE_ENV }: Said, value: string | undefined, what: string): void {
  if (NODE_ENV === 'production' && value === undefined) {
    throw new OperatorError(`${what}; .env.example says what it is for.`);
  }
}
