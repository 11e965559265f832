import type { Statement } from '../../../contracts/unit-of-work.js';
import type { StoredRecord } from './stored-payload.js';

/** Asks one statement, which is a transaction of its own. */
export type Ask = <R extends object>(statement: Statement, values: unknown[]) => Promise<R[]>;

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

const into = `insert into oidc_records (model, id, payload, member_id, grant_id, expires_at)`;
const insert = `${into} values ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))`;
const insertBoth = `${insert}, ($7, $8, $9, $10, $11, now() + make_interval(secs => $12))`;

const overwrite = `
  on conflict (model, id) do update
    set payload = excluded.payload, member_id = excluded.member_id, grant_id = excluded.grant_id,
      expires_at = excluded.expires_at`;

const upsert: Statement = { name: 'keep record', text: insert + overwrite };

const upsertBoth: Statement = { name: 'keep two records', text: insertBoth + overwrite };

/** The same, not waiting for the disk: what a crash of the database takes with it is only asked for once more. */
const upsertSoon: Statement = {
  name: 'keep record soon',
  text: `
  ${into}
  select $1, $2, $3::jsonb, $4::uuid, $5, now() + make_interval(secs => $6)
  from (select set_config('synchronous_commit', 'off', true)) as soon ${overwrite}`,
};

const insertNew: Statement = {
  name: 'keep new record',
  text: `${insert} on conflict (model, id) do nothing returning 1`,
};

/** Of those who come at the same time, PostgreSQL lets one change the row; the others find it changed. */
/** For all to see, and on the disk together with what is given out for it: no answer goes before both are. */
const consume: Statement = {
  name: 'consume record',
  text: `
  update oidc_records set consumed_at = now() from (select set_config('synchronous_commit', 'off', true)) as soon
  where model = $1 and id = $2 and consumed_at is null returning 1`,
};

const find: Statement = {
  name: 'find record',
  text: `select ${columns} from oidc_records where model = $1 and id = $2`,
};
const findUid: Statement = { name: 'find record by uid', text: `select ${columns} from oidc_records where uid = $1` };
const grantOf: Statement = {
  name: 'find grant of record',
  text: `select grant_id as "grantId" from oidc_records where model = $1 and id = $2`,
};
const drop: Statement = { name: 'drop record', text: `delete from oidc_records where model = $1 and id = $2` };
const dropOfGrant: Statement = {
  name: 'drop records of grant',
  text: `delete from oidc_records where model = $1 and grant_id = $2`,
};

const parameters = (row: RecordToKeep) => [
  ...[row.model, row.id, JSON.stringify(row.payload)],
  ...[row.memberId, row.grantId, row.expiresInSeconds],
];

/** @param soon the answer does not wait until it is on the disk. */
export async function keepRecord(ask: Ask, row: RecordToKeep, soon = false): Promise<void> {
  await ask(soon ? upsertSoon : upsert, parameters(row));
}

/** Two with different ids, in one go. */
export async function keepBoth(ask: Ask, one: RecordToKeep, other: RecordToKeep): Promise<void> {
  await ask(upsertBoth, [...parameters(one), ...parameters(other)]);
}

/** Whether it was not there yet. */
export async function keepNewRecord(ask: Ask, row: RecordToKeep): Promise<boolean> {
  return (await ask(insertNew, parameters(row))).length === 1;
}

/** Also one that is out of date: whoever asks looks at that. */
export async function findRecord(ask: Ask, { model, id }: RecordKey): Promise<StoredRecord | undefined> {
  return (await ask<StoredRecord>(find, [model, id]))[0];
}

export async function findByUid(ask: Ask, uid: string): Promise<StoredRecord | undefined> {
  return (await ask<StoredRecord>(findUid, [uid]))[0];
}

/** Whether this was the first time. */
export async function consumeRecord(ask: Ask, { model, id }: RecordKey): Promise<boolean> {
  return (await ask(consume, [model, id])).length === 1;
}

export async function findGrantOf(ask: Ask, { model, id }: RecordKey): Promise<string | null> {
  return (await ask<{ grantId: string | null }>(grantOf, [model, id]))[0]?.grantId ?? null;
}

export async function dropRecord(ask: Ask, { model, id }: RecordKey): Promise<void> {
  await ask(drop, [model, id]);
}

export async function dropRecordsOfGrant(ask: Ask, model: string, grantId: string): Promise<void> {
  await ask(dropOfGrant, [model, grantId]);
}
