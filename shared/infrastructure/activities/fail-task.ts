import type { DataSource } from 'typeorm';
import type { AppName } from '../../contracts/apps.js';
import { describeError, type ErrorDescription } from '../log/describe-error.js';
import { pauseAfter, type Backoff } from './backoff.js';
import type { ClaimedTask } from './claim-task.js';
import { invalidateHandler } from './invalidate-handler.js';

/** What became of a task whose handler failed. `settled`: meanwhile somebody else handled or failed it. */
export type Failure = 'failed' | 'dead' | 'settled';

/*
 * In a transaction of its own: the handler's was rolled back, and the task's claim with it. Between the two, a moment,
 * another worker may have taken it: its failure then counts once for both, since it only counts while the task is as it
 * was claimed. A savepoint would close that moment, for one more round trip with every task that does not fail.
 */
const fail = `
  update ap_activity_tasks
  set attempts = attempts + 1,
    state = case when $5::float8 is null then 'dead' else 'new' end,
    since = case when $5::float8 is null then now() else since end,
    next_at = now() + coalesce($5::float8, 0) * interval '1 millisecond',
    last_error = $6
  where activity_id = $1 and app = $2 and handler = $3 and attempts = $4 and state = 'new'`;

const longestError = 500;

/** Counts a failed attempt, and puts the task off, or to rest. */
export async function failTask(
  dataSource: DataSource,
  app: AppName,
  { activity, handler, attempts }: ClaimedTask,
  error: unknown,
  backoff: Backoff,
): Promise<Failure> {
  const pauseMs = pauseAfter(attempts + 1, backoff) ?? pauseForEver(handler, backoff);
  const values = [activity.id, app, handler, attempts, pauseMs, inShort(error)];
  const [, changed] = await dataSource.query<[unknown[], number]>(fail, values);
  if (changed === 0) return 'settled';
  return pauseMs === null ? 'dead' : 'failed';
}

/** Caches must forget some day, however long Redis is away; and nobody should have to see to that by hand. */
function pauseForEver(handler: string, { pausesMs }: Backoff): number | null {
  return handler === invalidateHandler ? (pausesMs.at(-1) ?? null) : null;
}

/** What the log would keep of it, on one line; PostgreSQL has no text with a NUL in it. */
function inShort(error: unknown): string {
  const reasons: string[] = [];
  let reason: ErrorDescription | undefined = describeError(error);
  for (; reason !== undefined; reason = reason.cause) {
    reasons.push(`${reason.type}${reason.code === undefined ? '' : ` ${reason.code}`}: ${reason.message}`);
  }
  return reasons
    .join(', because of ')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .slice(0, longestError);
}
