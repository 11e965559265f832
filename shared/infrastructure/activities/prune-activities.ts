import type { DataSource } from 'typeorm';
import { monthOf, monthsBefore } from './months.js';

export interface PruneOptions {
  /** Whole months (UTC) that stay, beside the one that runs. */
  keepMonths: number;
  now: Date;
}

export interface Pruned {
  /** How many activities went, and their tasks with them. */
  activities: number;
  /** Months that were old enough and stay, since a task of theirs is not finished: `2024-09`. */
  held: string[];
}

/** Rows a statement: each takes some tens of ms, far from the limit of any, and nobody waits for it. */
const batch = 1_000;

/**
 * Forgets what happened long ago, a month at a time, and only when every task of that month is done or dropped: what an
 * operator still has to see stays, and whole months stay whole. Activities with an address in the Fediverse stay too.
 *
 * Safe to run at any time, also twice at once; what an interrupted run left is found by the next.
 */
export async function pruneActivities(dataSource: DataSource, { keepMonths, now }: PruneOptions): Promise<Pruned> {
  const pruned: Pruned = { activities: 0, held: [] };
  const end = monthsBefore(now, keepMonths);
  for (let from = await oldest(dataSource, new Date(0)); from !== null && from < end;) {
    const next = monthsBefore(from, -1);
    if (await isUnfinished(dataSource, from, next)) pruned.held.push(monthOf(from));
    else pruned.activities += await forget(dataSource, from, next);
    from = await oldest(dataSource, next);
  }
  return pruned;
}

/** The month of the oldest activity from `from` on that may go. */
async function oldest(dataSource: DataSource, from: Date): Promise<Date | null> {
  const [{ at }] = await dataSource.query<[{ at: Date | null }]>(
    `select min(at) as at from ap_activities where iri is null and at >= $1`,
    [from],
  );
  return at === null ? null : monthsBefore(at, 0);
}

/** Unfinished tasks are few, whatever the log holds, and each state of them has its index. */
async function isUnfinished(dataSource: DataSource, from: Date, to: Date): Promise<boolean> {
  const [{ found }] = await dataSource.query<[{ found: boolean }]>(
    `with open as (
       select activity_id from ap_activity_tasks where state = 'dead'
       union all select activity_id from ap_activity_tasks where state = 'new' and ordering_key is null
       union all select activity_id from ap_activity_tasks where state = 'new' and ordering_key is not null
     )
     select exists (
       select from open join ap_activities on id = activity_id where at >= $1 and at < $2
     ) as found`,
    [from, to],
  );
  return found;
}

async function forget(dataSource: DataSource, from: Date, to: Date): Promise<number> {
  let forgotten = 0;
  for (let last = batch; last === batch; forgotten += last) {
    const [, gone] = await dataSource.query<[unknown[], number]>(
      `delete from ap_activities where id in
         (select id from ap_activities where iri is null and at >= $1 and at < $2 order by at limit $3)`,
      [from, to, batch],
    );
    last = gone;
  }
  return forgotten;
}
