import { appNames, type AppName } from '../../contracts/apps.js';
import type { JobKey, Statements } from './dead-jobs.js';

/** A job that failed for good, and that nobody has decided about. */
export interface DeadJob {
  /** `<app>.<name>.<id>`. */
  id: string;
  app: AppName;
  name: string;
  payload: unknown;
  attempts: number;
  /** What the last attempt said, without what people wrote. */
  error: string;
  diedAt: Date;
}

/** Dead jobs by id, or every one. */
export type Which = readonly string[] | 'all';

const undecided = 'retry_at is null and dropped_at is null';

/** Those first that died first. */
export function listDeadJobs(database: Statements): Promise<DeadJob[]> {
  return database.query(`
    select concat_ws('.', app, name, id) as id, app, name, payload, attempts, error, died_at as "diedAt"
    from dead_jobs where ${undecided} order by died_at, app, name, id`);
}

/**
 * Has dead jobs tried again, from the first attempt, whether their tables still want them or not: a worker's sweep orders
 * them within 18 s.
 *
 * @returns the ids of those that were dead; an id that is missing is not dead, or is none.
 */
export function retryDeadJobs(database: Statements, which: Which): Promise<string[]> {
  return settle(database, 'retry_at = now()', which);
}

/**
 * Gives dead jobs up. They never run again, whatever their tables want; the rows stay to say so, and with which error. What
 * a schedule asks for is given up until its next time.
 *
 * @returns the ids of those that were dead; an id that is missing is not dead, or is none.
 */
export function dropDeadJobs(database: Statements, which: Which): Promise<string[]> {
  return settle(database, 'dropped_at = now()', which);
}

/** Whether an id can be that of a dead job. */
export function isDeadJobId(id: string): boolean {
  return parse(id) !== null;
}

async function settle(database: Statements, changes: string, which: Which): Promise<string[]> {
  const keys = which === 'all' ? null : which.map(parse).filter((key) => key !== null);
  const [rows] = await database.query<[{ id: string }[], number]>(
    `update dead_jobs set ${changes}
     where ${undecided} and ($1::text[] is null or (app, name, id) in
       (select * from unnest($1::text[], $2::text[], $3::text[])))
     returning concat_ws('.', app, name, id) as id`,
    [keys?.map((key) => key.app), keys?.map((key) => key.name), keys?.map((key) => key.id)],
  );
  return rows.map(({ id }) => id);
}

const form = new RegExp(`^(${appNames.join('|')})\\.([a-z-]+)\\.([\\w.-]+)$`);

function parse(text: string): JobKey | null {
  const [, app, name, id] = form.exec(text) ?? [];
  if (app === undefined || name === undefined || id === undefined) return null;
  return { app: app as AppName, name, id };
}
