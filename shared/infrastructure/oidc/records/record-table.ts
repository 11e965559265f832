import type { StoredRecord } from './stored-payload.js';

/** A pool on which each statement is a transaction of its own. */
export interface Statements {
  query<R>(sql: string, values?: unknown[]): Promise<R>;
}

export interface RecordKey {
  model: string;
  /** As the table has it. */
  id: string;
}

export interface RecordToKeep extends RecordKey {
  payload: object;
  memberId: string | null;
  grantId: string | null;
  expiresInSeconds: number;
}

const columns = `payload, consumed_at as "consumedAt"`;

const values = `($1, $2, $3, $4, $5, now() + make_interval(secs => $6))`;
const insert = `
  insert into oidc_records (model, id, payload, member_id, grant_id, expires_at) values ${values}`;

const overwrite = `
  on conflict (model, id) do update
    set payload = excluded.payload, member_id = excluded.member_id, grant_id = excluded.grant_id,
      expires_at = excluded.expires_at`;

const upsert = insert + overwrite;

/** The same, not waiting for the disk: what a crash of the database takes with it is only asked for once more. */
const upsertSoon = `
  insert into oidc_records (model, id, payload, member_id, grant_id, expires_at)
  select $1, $2, $3::jsonb, $4::uuid, $5, now() + make_interval(secs => $6)
  from (select set_config('synchronous_commit', 'off', true)) as soon ${overwrite}`;

const insertNew = `${insert} on conflict (model, id) do nothing returning 1`;

/** Of those who come at the same time, PostgreSQL lets one change the row; the others find it changed. */
const consume = `
  update oidc_records set consumed_at = now() where model = $1 and id = $2 and consumed_at is null returning 1`;

const parameters = (row: RecordToKeep) => [
  ...[row.model, row.id, JSON.stringify(row.payload)],
  ...[row.memberId, row.grantId, row.expiresInSeconds],
];

/** @param soon the answer does not wait until it is on the disk. */
export async function keepRecord(database: Statements, row: RecordToKeep, soon = false): Promise<void> {
  await database.query(soon ? upsertSoon : upsert, parameters(row));
}

/** Whether it was not there yet. */
export async function keepNewRecord(database: Statements, row: RecordToKeep): Promise<boolean> {
  return (await database.query<unknown[]>(insertNew, parameters(row))).length === 1;
}

/** Also one that is out of date: whoever asks looks at that. */
export async function findRecord(database: Statements, { model, id }: RecordKey): Promise<StoredRecord | undefined> {
  const sql = `select ${columns} from oidc_records where model = $1 and id = $2`;
  return (await database.query<StoredRecord[]>(sql, [model, id]))[0];
}

export async function findByUid(database: Statements, uid: string): Promise<StoredRecord | undefined> {
  return (await database.query<StoredRecord[]>(`select ${columns} from oidc_records where uid = $1`, [uid]))[0];
}

/** Whether this was the first time. */
export async function consumeRecord(database: Statements, { model, id }: RecordKey): Promise<boolean> {
  const [rows] = await database.query<[unknown[], number]>(consume, [model, id]);
  return rows.length === 1;
}

export async function findGrantOf(database: Statements, { model, id }: RecordKey): Promise<string | null> {
  const sql = `select grant_id as "grantId" from oidc_records where model = $1 and id = $2`;
  return (await database.query<{ grantId: string | null }[]>(sql, [model, id]))[0]?.grantId ?? null;
}

export async function dropRecord(database: Statements, { model, id }: RecordKey): Promise<void> {
  await database.query(`delete from oidc_records where model = $1 and id = $2`, [model, id]);
}

export async function dropRecordsOfGrant(database: Statements, model: string, grantId: string): Promise<void> {
  await database.query(`delete from oidc_records where model = $1 and grant_id = $2`, [model, grantId]);
}
