import { pino } from 'pino';
import type { Services, Unit } from '../../contracts/registry.js';
import type { Stage } from '../../dev/runner/run-command-line.js';
import { count, parcelCatalogues, reader, stack } from '../../drill/log/parcels.js';
import { ActivityWorker } from '../../infrastructure/activities/activity-worker.js';
import type { Figure } from '../bench.js';
import { sideBySide } from '../side-by-side.js';
import type { Effort } from './recorded.js';
import { addresses, clear, type Rig } from './rig.js';

/** Tasks at once, as in a worker of production. */
const hands = 4;

const fill = `
  with activity as (
    insert into ap_activities (type, app, subject, payload, v, visibility, at)
    select 'parcel.sent', 'market', 'address:' || n % ${addresses}, jsonb_build_object('n', n, 'address', n % ${addresses}), 1, 'private', now()
    from generate_series(1, $1::int) n returning id, subject
  )
  insert into ap_activity_tasks (activity_id, app, handler, ordering_key)
  select id, '${reader}', '${stack}', '${reader} stack ' || subject from activity
  union all select id, '${reader}', '${count}', null from activity`;

const effect = 'insert into drill_effects (handler, activity_id, n, address) values ($1, $2, $3, $4)';
const done = `update ap_activity_tasks set state = 'done', since = now() where activity_id = $1 and app = '${reader}' and handler = $2`;

async function prepare(rig: Rig, activities: number): Promise<void> {
  await clear(rig);
  await rig.bare.query(fill, [activities]);
  await rig.bare.query('vacuum analyze ap_activities, ap_activity_tasks');
}

/** A worker handles them all: claims, gates, marks done, and inserts an effect for each. */
async function handleAll({ units, dataSource }: Rig, tasks: number): Promise<number> {
  let left = tasks;
  const startedAt = performance.now();
  const worker = await new Promise<ActivityWorker>((resolve) => {
    const made = new ActivityWorker({
      ...{ app: reader, catalogues: parcelCatalogues, dataSource, unitOfWork: units, concurrency: hands },
      handlers: [stack, count].map((name) => ({
        ...{ activity: 'parcel.sent', name },
        async handle(_unit, { id, payload }) {
          const { n, address } = payload as { n: number; address: number };
          await units.current().manager.query(effect, [name, id, n, address]);
        },
      })),
      // Handlers work on the open unit itself.
      services: { transaction: <T>(work: (unit: Unit) => Promise<T>) => units.run(() => work({} as Unit)) } as Services,
      log: pino({ level: 'silent' }),
      metrics: {
        handled: () => {
          left -= 1;
          if (left === 0) resolve(made);
        },
      },
    });
    made.start();
  });
  const seconds = (performance.now() - startedAt) / 1_000;
  await worker.stop();
  return tasks / seconds;
}

/** The same rows by nothing but pg, which is told what to do and asks for nothing. */
async function handleBare({ bare }: Rig): Promise<number> {
  const { rows: tasks } = await bare.query<{ activity_id: string; handler: string }>(
    'select activity_id, handler from ap_activity_tasks order by activity_id',
  );
  const many = tasks.length;
  const startedAt = performance.now();
  const work = async () => {
    for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
      const client = await bare.connect();
      await client.query('begin');
      await client.query(effect, [task.handler, task.activity_id, 1, 1]);
      await client.query(done, [task.activity_id, task.handler]);
      await client.query('commit');
      client.release();
    }
  };
  await Promise.all(Array.from({ length: hands }, work));
  return (many * 1_000) / (performance.now() - startedAt);
}

export async function measureHandled(rig: Rig, { rounds, activities }: Effort, { say }: Stage): Promise<Figure> {
  const found = await sideBySide(
    rounds,
    async () => {
      await prepare(rig, activities);
      return handleAll(rig, 2 * activities);
    },
    async () => {
      await prepare(rig, activities);
      return handleBare(rig);
    },
    (what) => say(`handling, ${what}`),
  );
  return {
    name: 'tasks handled, each with one effect',
    unit: 'per second',
    figure: found.ours,
    yardstick: { name: 'bare pg that need not claim', figure: found.theirs },
    ratio: found.ours / found.theirs,
    aim: 0.5,
  };
}
