import type { EntityManager } from 'typeorm';
import { knownForMs, month } from './rules.js';

/** What no limit counts any more goes, a little at a time, with each mail that comes; nobody waits for anybody. */
const forgetMails = `
  delete from sign_in_mails where id in (
    select id from sign_in_mails where asked_at < $1 order by asked_at limit 20 for update skip locked)`;
const forgetBrowsers = `
  delete from known_browsers where (browser_hash, member_id) in (
    select browser_hash, member_id from known_browsers
    where seen_at < $1 order by seen_at limit 20 for update skip locked)`;

export async function forgetOld(manager: EntityManager, now: Date): Promise<void> {
  await manager.query(forgetMails, [new Date(now.getTime() - month)]);
  await manager.query(forgetBrowsers, [new Date(now.getTime() - knownForMs)]);
}
