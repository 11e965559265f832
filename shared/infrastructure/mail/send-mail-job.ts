import type { AppName } from '../../contracts/apps.js';
import { defineJob, type Job } from '../jobs/define-job.js';
import { findUnsentMails } from './mail-table.js';
import type { SendMail } from './send-mail.js';

/** Sends what units of work left in `mails` for this app. Mail servers are away for hours, so it is tried for half a day. */
export function sendMailJob(app: AppName, sendMail: SendMail): Job<'send-mail'> {
  return defineJob({
    name: 'send-mail',
    truth: 'mails',
    attempts: 14,
    run: (_around, { mailId }) => sendMail(mailId),
    sweep: async ({ dataSource }, limit) => {
      const mailIds = await findUnsentMails(dataSource, app, limit);
      return mailIds.map((mailId) => ({ id: mailId, payload: { mailId } }));
    },
  });
}
