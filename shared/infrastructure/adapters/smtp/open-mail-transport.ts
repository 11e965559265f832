import type { MailTransport } from '../../../contracts/ports.js';
import type { Config } from '../../config/config.js';
import { smtpTransport } from './smtp-transport.js';

/** SMTP where the configuration names a server; else nothing is sent, and the row of each mail says why. */
export function openMailTransport({ mail, baseDomain }: Config): MailTransport {
  return mail.smtpUrl === null ? nowhere : smtpTransport({ url: mail.smtpUrl, name: baseDomain });
}

const nowhere: MailTransport = {
  send: async () => ({ kind: 'failed', code: 'unset', answer: 'SMTP_URL is not set' }),
  close: () => undefined,
};
