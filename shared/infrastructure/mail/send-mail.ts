import { createHash } from 'node:crypto';
import type { MailOutcome, MailTransport } from '../../contracts/ports.js';
import { GiveUp } from '../../lib/errors.js';
import type { Log } from '../log/log.js';
import { claimMail, settleMail, type ClaimedMail, type Statements } from './mail-table.js';
import type { RenderMail } from './render-mail.js';

export interface MailSenderOptions {
  database: Statements;
  render: RenderMail;
  transport: MailTransport;
  /** `Name <address>`. */
  from: string;
  baseDomain: string;
  log: Log;
}

/**
 * Sends a mail that waits in the table. Does nothing when it is sent already, or when another worker is at it: the row is
 * held by a lease, which ends by itself when its worker dies, and no transaction is open while the mail server is asked.
 *
 * Should the process die between the server's yes and our row, the mail goes out once more, under the same Message-ID.
 *
 * @throws GiveUp when the server will never take it.
 * @throws Error when it may work another time.
 */
export type SendMail = (mailId: string) => Promise<void>;

export function createMailSender(options: MailSenderOptions): SendMail {
  const { database, log } = options;
  return async function sendMail(mailId) {
    const mail = await claimMail(database, mailId);
    if (mail === null) return;
    const outcome = isTooLate(mail) ? late : await handOver(mail, options);
    await settleMail(database, mail, outcome);
    const code = outcome.kind === 'sent' ? undefined : outcome.code;
    log.info({ mailId, template: mail.template, attempt: mail.attempt, code }, `a mail was ${outcome.kind}`);
    if (outcome === late) return;
    if (outcome.kind === 'refused') throw new GiveUp(`the mail server refused the mail (${outcome.code})`);
    if (outcome.kind === 'failed') throw new Error(`the mail could not be sent (${outcome.code})`);
  };
}

/** Mail servers are away for hours. A code that nobody could use any more is not sent after them. */
const late: MailOutcome = { kind: 'refused', code: 'late', answer: 'it was of use no longer' };

function isTooLate({ data }: ClaimedMail): boolean {
  const { until } = data as { until?: unknown };
  return typeof until === 'string' && new Date(until).getTime() < Date.now();
}

async function handOver(mail: ClaimedMail, options: MailSenderOptions): Promise<MailOutcome> {
  const { render, transport, from, baseDomain, log } = options;
  const messageId = messageIdOf(mail.key, baseDomain);
  try {
    return await transport.send({ ...render(mail.template, mail.data), messageId, from, to: mail.recipient });
  } catch (error) {
    log.error({ err: error, mailId: mail.id, template: mail.template }, 'a mail could not be made');
    return { kind: 'failed', code: 'ours', answer: error instanceof Error ? error.message : String(error) };
  }
}

/** The same for every attempt, so that whoever gets a mail twice can tell; it gives nothing of the key away. */
function messageIdOf(key: string, baseDomain: string): string {
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${baseDomain}>`;
}
