import type { EntityManager } from 'typeorm';

/** Whoever counts what concerns a mailbox takes turns: else many at once would each count what was before all of them. */
export async function takeTurn(manager: EntityManager, mailbox: string): Promise<void> {
  await manager.query(`select pg_advisory_xact_lock(hashtextextended('sign-in ' || $1, 0))`, [mailbox]);
}

/** Wrong codes that a lane has typed for a mailbox since a moment. */
export async function countWrongCodes(
  manager: EntityManager,
  mailbox: string,
  lane: string,
  since: Date,
): Promise<number> {
  const [row] = await manager.query<{ wrong: number }[]>(
    `select coalesce(sum(wrong_codes), 0)::integer as wrong
     from sign_in_mails where mailbox = $1 and lane = $2 and asked_at > $3`,
    [mailbox, lane, since],
  );
  return row?.wrong ?? 0;
}
