import type { EntityManager } from 'typeorm';
import type { MailCeilings } from '../../../contracts/services/federation/sign-in-by-mail.js';
import type { SignInMail } from '../../../models/federation/sign-in-mail.js';
import { month } from './rules.js';

/** Whoever counts what concerns a mailbox takes turns: else many at once would each count what was before all of them. */
export async function takeTurn(manager: EntityManager, mailbox: string): Promise<void> {
  await manager.query(`select pg_advisory_xact_lock(hashtextextended('sign-in ' || $1, 0))`, [mailbox]);
}

const countWrong = `
  select coalesce(sum(wrong_codes), 0)::integer as "ofAll",
    coalesce(sum(wrong_codes) filter (where household = $3), 0)::integer as "ofHousehold"
  from sign_in_mails where mailbox = $1 and lane = $2 and asked_at > $4`;

/**
 * Whether whoever asks from there may type another code for this mailbox. Strangers are counted twice, as with mails: one
 * household by itself cannot take codes from all others, and all together cannot go on guessing.
 */
export async function mayTypeCodes(
  manager: EntityManager,
  { mailbox, lane, household }: Pick<SignInMail, 'mailbox' | 'lane' | 'household'>,
  { known, household: most, strangers }: MailCeilings['wrongCodes'],
  now: Date,
): Promise<boolean> {
  const since = new Date(now.getTime() - month);
  const rows = await manager.query<{ ofAll: number; ofHousehold: number }[]>(countWrong, [
    ...[mailbox, lane, household, since],
  ]);
  const { ofAll, ofHousehold } = rows[0] ?? { ofAll: 0, ofHousehold: 0 };
  return lane === 'stranger' ? ofAll < strangers && ofHousehold < most : ofAll < known;
}
