import type { EntityManager } from 'typeorm';
import type { AppName } from '../../contracts/apps.js';
import { appNames } from '../../contracts/apps.js';

/** A task that failed so often that it is not tried any more. */
export interface DeadTask {
  /** `<activity id>.<app>.<handler>`. */
  id: string;
  app: AppName;
  handler: string;
  /** Of its activity. */
  type: string;
  subject: string;
  attempts: number;
  lastError: string | null;
  /** Since when it is dead. */
  since: Date;
  /** How many wait behind it, because they are of the same key. */
  holdsUp: number;
}

/** Tasks by id, or every dead one. */
export type Which = readonly string[] | 'all';

const listAll = `
  select concat_ws('.', task.activity_id, task.app, task.handler) as id,
    task.app, task.handler, activity.type, activity.subject, task.attempts, task.last_error as "lastError", task.since,
    (
      select count(*)::int
      from ap_activity_tasks later
      where later.app = task.app and later.ordering_key = task.ordering_key and later.state in ('new', 'dead')
        and (later.activity_id, later.handler) > (task.activity_id, task.handler)
    ) as "holdsUp"
  from ap_activity_tasks task
  join ap_activities activity on activity.id = task.activity_id
  where task.state = 'dead'
  order by task.since, task.activity_id, task.app, task.handler`;

/** The dead, those first that died first. */
export function listDeadTasks(manager: EntityManager): Promise<DeadTask[]> {
  return manager.query<DeadTask[]>(listAll);
}

/** As if it had never been tried: all attempts are its again, beginning now. */
const retry = `state = 'new', attempts = 0, next_at = now(), since = now()`;

/*
 * Not `done`: nobody did it, and whoever asks later why a ticket is missing must find that. And not deleted: the row
 * says what was given up, when and after which error, for as long as the log keeps its activity. It counts as finished,
 * so what waited behind it goes on and the month can be pruned.
 */
const drop = `state = 'dropped', since = now()`;

/**
 * Lets dead tasks be tried again, from the first attempt. Workers find them at their next sweep, within about a second.
 *
 * @returns the ids of those that were dead; an id that is missing is not dead, or is none.
 */
export function retryDeadTasks(manager: EntityManager, which: Which): Promise<string[]> {
  return settle(manager, retry, which);
}

/**
 * Gives dead tasks up. They no longer hold up their key, and stay in the log as dropped.
 *
 * @returns the ids of those that were dead; an id that is missing is not dead, or is none.
 */
export function dropDeadTasks(manager: EntityManager, which: Which): Promise<string[]> {
  return settle(manager, drop, which);
}

/** Whether an id can be that of a task. */
export function isTaskId(id: string): boolean {
  return parse(id) !== null;
}

async function settle(manager: EntityManager, changes: string, which: Which): Promise<string[]> {
  const keys = which === 'all' ? null : which.map(parse).filter((key) => key !== null);
  const [rows] = await manager.query<[{ id: string }[], number]>(
    `update ap_activity_tasks set ${changes}
     where state = 'dead' and ($1::bigint[] is null or (activity_id, app, handler) in
       (select * from unnest($1::bigint[], $2::text[], $3::text[])))
     returning concat_ws('.', activity_id, app, handler) as id`,
    [keys?.map((key) => key.activity), keys?.map((key) => key.app), keys?.map((key) => key.handler)],
  );
  return rows.map(({ id }) => id);
}

const largestBigint = 2n ** 63n - 1n;
const form = new RegExp(`^([1-9]\\d{0,18})\\.(${appNames.join('|')})\\.(.+)$`);

function parse(id: string): { activity: string; app: string; handler: string } | null {
  const [, activity, app, handler] = form.exec(id) ?? [];
  if (activity === undefined || app === undefined || handler === undefined) return null;
  return BigInt(activity) > largestBigint ? null : { activity, app, handler };
}
