import type { AppName } from '../../contracts/apps.js';

/** A pool on which each statement is a transaction of its own. */
export interface Statements {
  query<R>(sql: string, values?: unknown[]): Promise<R>;
}

/** What names a job among all. */
export interface JobKey {
  app: AppName;
  name: string;
  id: string;
}

export interface Death {
  payload: unknown;
  attempts: number;
  error: string;
}

const bury = `
  insert into dead_jobs (app, name, id, payload, attempts, error)
  values ($1, $2, $3, $4, $5, $6)
  on conflict (app, name, id) do update
  set payload = excluded.payload, attempts = excluded.attempts, error = excluded.error, died_at = now(),
    retry_at = null, dropped_at = null`;

/** Writes down that a job failed for good; a second death of the same job is the one that counts. */
export async function buryJob(database: Statements, { app, name, id }: JobKey, death: Death): Promise<void> {
  await database.query(bury, [app, name, id, JSON.stringify(death.payload), death.attempts, death.error]);
}

/** `resting`: it must not run; `wanted`: somebody asked for it once more; null when it is not among the dead. */
export async function findGrave(database: Statements, { app, name, id }: JobKey): Promise<'resting' | 'wanted' | null> {
  const [row] = await database.query<{ wanted: boolean }[]>(
    `select retry_at is not null as wanted from dead_jobs where app = $1 and name = $2 and id = $3`,
    [app, name, id],
  );
  if (!row) return null;
  return row.wanted ? 'wanted' : 'resting';
}

/** Forgets a death: the job was done after all. */
export async function removeGrave(database: Statements, { app, name, id }: JobKey): Promise<void> {
  await database.query(`delete from dead_jobs where app = $1 and name = $2 and id = $3`, [app, name, id]);
}

/** Ids of the dead of one job, dropped ones too; at most `limit`. */
export async function findDeadIds(
  database: Statements,
  { app, name }: Omit<JobKey, 'id'>,
  limit: number,
): Promise<Set<string>> {
  const rows = await database.query<{ id: string }[]>(
    `select id from dead_jobs where app = $1 and name = $2 limit $3`,
    [app, name, limit],
  );
  return new Set(rows.map((row) => row.id));
}

/** Dead jobs of an app that somebody asked for once more, the longest waiting first. */
export function findRetries(
  database: Statements,
  app: AppName,
  limit: number,
): Promise<(JobKey & { payload: unknown })[]> {
  return database.query(
    `select app, name, id, payload from dead_jobs where app = $1 and retry_at is not null order by retry_at limit $2`,
    [app, limit],
  );
}

export async function countDeadJobs(database: Statements, app: AppName): Promise<number> {
  const [row] = await database.query<[{ count: string }]>(
    `select count(*) from dead_jobs where app = $1 and retry_at is null and dropped_at is null`,
    [app],
  );
  return Number(row.count);
}
