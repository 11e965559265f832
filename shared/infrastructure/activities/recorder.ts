import type { EntityManager } from 'typeorm';
import type { RecordActivity } from '../../contracts/activities.js';
import type { AppName } from '../../contracts/apps.js';
import type { Clock } from '../../contracts/ports.js';
import { queryPrepared } from '../db/query-prepared.js';
import type { ActivityCatalogues } from './catalogues.js';
import { invalidateHandler } from './invalidate-handler.js';

/** Collects what happened in one unit, and writes it last. */
export interface Recorder {
  record: RecordActivity;
  /** Writes activities and tasks. Nothing else may follow it in the transaction. */
  write(manager: EntityManager): Promise<void>;
  /** Apps that have something to do once this has committed. */
  readonly woken: ReadonlySet<AppName>;
  /** What caches must forget then. */
  readonly tags: ReadonlySet<string>;
}

interface Said {
  type: string;
  app: AppName;
  subject: string;
  payload: unknown;
  v: number;
  visibility: string;
  at: string;
  tasks: Task[];
}

interface Task {
  app: AppName;
  handler: string;
  ordering_key: string | null;
}

/*
 * PostgreSQL gives ids when it inserts, not when it commits: without the locks a later id of the same key could be seen
 * and handled before an earlier one is there. Held from before the ids are drawn until the commit, they make ids of one
 * key come in the order of commits. Everyone takes them in the same order, and last, so nobody waits in a circle.
 *
 * Locks and rows are one statement: the ids come from a join with the count of locks, so not before all are held. That
 * the statement's snapshot is older than the wait does no harm, since nothing is read from tables.
 */
const lockAndInsert = `
  with held as materialized (
    select pg_advisory_xact_lock(hashtextextended('activity ' || key, 0)) as lock
    from unnest($2::text[]) as key
  ), said as materialized (
    select nextval(pg_get_serial_sequence('ap_activities', 'id')) as id, one.*
    from (select count(lock) as locks from held) as all_held,
      jsonb_to_recordset($1::jsonb)
        as one(type text, app text, subject text, payload jsonb, v smallint, visibility text, at timestamptz, tasks jsonb)
    where all_held.locks >= 0
  ), written as (
    insert into ap_activities (id, type, app, subject, payload, v, visibility, at)
    select id, type, app, subject, payload, v, visibility, at from said
  )
  insert into ap_activity_tasks (activity_id, app, handler, ordering_key)
  select said.id, task.app, task.handler, task.ordering_key
  from said, jsonb_to_recordset(said.tasks) as task(app text, handler text, ordering_key text)`;

export function createRecorder({ types, subscriptions }: ActivityCatalogues, clock: Clock): Recorder {
  const said: Said[] = [];
  const woken = new Set<AppName>();
  const tags = new Set<string>();
  let isWritten = false;

  function record(name: string, payload: unknown): void {
    if (isWritten) throw new Error(`${name} was recorded in a unit of work that is over.`);
    const type = types.get(name);
    if (type === undefined) throw new Error(`There is no type of activity called ${name}.`);
    const checked = type.payload.parse(payload);
    const subject = type.subject(checked);
    const tasks = subscriptions.filter(({ activity }) => activity === name).map((one) => toTask(one, subject));
    const touched = type.tags(checked);
    if (touched.length > 0) tasks.push({ app: type.app, handler: invalidateHandler, ordering_key: null });
    const { app, v, visibility } = type;
    said.push({ type: name, app, subject, payload: checked, v, visibility, at: clock().toISOString(), tasks });
    for (const task of tasks) woken.add(task.app);
    for (const tag of touched) tags.add(tag);
  }

  return {
    record,
    woken,
    tags,
    async write(manager) {
      isWritten = true;
      if (said.length === 0) return;
      const keys = said.flatMap(({ tasks }) => tasks.flatMap((task) => task.ordering_key ?? []));
      await queryPrepared(manager, { name: 'record activities', text: lockAndInsert }, [
        JSON.stringify(said),
        [...new Set(keys)].sort(),
      ]);
    },
  };
}

function toTask({ app, handler, lane }: ActivityCatalogues['subscriptions'][number], subject: string): Task {
  return { app, handler, ordering_key: lane === undefined ? null : `${app} ${lane} ${subject}` };
}
