import type { AppName } from '../../contracts/apps.js';
import type { MailOutcome } from '../../contracts/ports.js';

/** A pool on which each statement is a transaction of its own: the mail server is asked in none. */
export interface Statements {
  query<R>(sql: string, values?: unknown[]): Promise<R>;
}

/** A mail that one worker has taken up. */
export interface ClaimedMail {
  id: string;
  key: string;
  template: string;
  recipient: string;
  data: unknown;
  /** The first is 1. It names the claim: an older one settles nothing. */
  attempt: number;
}

/** Beyond what sending may take: a worker that is slower than that is dead. */
const leaseSeconds = 60;

/** A mail this young is being enqueued by whoever ordered it. */
const patienceSeconds = 5;

const claim = `
  update mails
  set state = 'queued', attempts = attempts + 1, sending_until = now() + make_interval(secs => ${leaseSeconds})
  where id = $1 and state <> 'sent' and (sending_until is null or sending_until < now())
  returning id, key, template, recipient, data, attempts as attempt`;

/** Sent is sent, whoever says so. What was in it may have been a code, so it goes in the same statement. */
const settleSent = `
  update mails
  set state = 'sent', sent_at = now(), data = '{}', sending_until = null, answer = null
  where id = $1 and state <> 'sent'`;

/** What is of use until a moment alone holds a secret: once it is refused that is over, also for who asks once more. */
const settleOther = `
  update mails
  set state = $3, answer = $4, sending_until = null,
    data = case when $3 = 'refused' and data ? 'until' then '{"until": "1970-01-01T00:00:00Z"}' else data end
  where id = $1 and attempts = $2 and state = 'queued'`;

const due = `
  select id from mails
  where app = $1 and state = 'queued' and created_at < now() - make_interval(secs => ${patienceSeconds})
    and (sending_until is null or sending_until < now())
  order by created_at
  limit $2`;

/**
 * Takes a mail up for ${leaseSeconds} s. Null when it is sent or another worker has it. One that was refused is taken up
 * again: somebody asked for that.
 */
export async function claimMail(database: Statements, mailId: string): Promise<ClaimedMail | null> {
  const [rows] = await database.query<[ClaimedMail[], number]>(claim, [mailId]);
  return rows[0] ?? null;
}

/** Writes down how it went, and lets go of the mail. */
export async function settleMail(database: Statements, mail: ClaimedMail, outcome: MailOutcome): Promise<void> {
  if (outcome.kind === 'sent') {
    await database.query(settleSent, [mail.id]);
  } else {
    const state = outcome.kind === 'refused' ? 'refused' : 'queued';
    await database.query(settleOther, [mail.id, mail.attempt, state, outcome.answer]);
  }
}

/** Mails of an app that should have been sent by now and that no worker has: the oldest first. */
export async function findUnsentMails(database: Statements, app: AppName, limit: number): Promise<string[]> {
  const rows = await database.query<{ id: string }[]>(due, [app, limit]);
  return rows.map((row) => row.id);
}
