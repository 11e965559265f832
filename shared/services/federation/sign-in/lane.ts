import type { EntityManager } from 'typeorm';
import type { Asker } from '../../../contracts/services/federation/sign-in-by-mail.js';
import { knownForMs } from './rules.js';

const find = `
  select b.browser_hash = $2 as is_browser
  from known_browsers b join members m on m.id = b.member_id
  where m.email = $1 and (b.browser_hash = $2 or b.household = $3) and b.seen_at > $4
  order by 1 desc
  limit 1`;

/**
 * Whose allowance a mail is taken from. A browser, or else a household, from which the member of this address has signed in
 * before has one of its own: what strangers do with theirs is nothing to it.
 */
export async function laneOf(manager: EntityManager, email: string, asker: Asker, now: Date): Promise<string> {
  const since = new Date(now.getTime() - knownForMs);
  const { browserHash, household } = asker;
  const [known] = await manager.query<{ is_browser: boolean }[]>(find, [email, browserHash ?? '', household, since]);
  if (known === undefined) return 'stranger';
  return known.is_browser ? `browser:${browserHash}` : `household:${household}`;
}
