import { count, parcelSent, reader, stack } from '../../drill/log/parcels.js';
import type { Stage } from '../../dev/runner/run-command-line.js';
import type { Figure } from '../bench.js';
import { median, perSecond, sideBySide } from '../side-by-side.js';
import { addresses, changeRow, clear, connections, rows, type Rig } from './rig.js';

export interface Effort {
  rounds: number;
  /** How long a round takes, in ms. */
  roundMs: number;
  /** Units with and without `record()`, each. */
  costUnits: number;
  /** Activities to be handled in a round; each has two tasks. */
  activities: number;
}

/** A unit that changes a row and records an activity with one ordered and one unordered task. */
export async function sendParcel({ units }: Rig, n: number): Promise<void> {
  await units.run(async ({ manager, tools }) => {
    await manager.query(changeRow, [n % rows]);
    (tools.record as (type: string, payload: unknown) => void)(parcelSent.type, { n, address: n % addresses });
  });
}

/** The same unit without a record. */
async function changeOnly({ units }: Rig, n: number): Promise<void> {
  await units.run(({ manager }) => manager.query(changeRow, [n % rows]));
}

const insertBoth = `
  with activity as (
    insert into ap_activities (type, app, subject, payload, v, visibility, at)
    values ('parcel.sent', 'market', $1, $2, 1, 'private', $3) returning id
  )
  insert into ap_activity_tasks (activity_id, app, handler, ordering_key)
  select id, '${reader}', '${stack}', $4 from activity union all select id, '${reader}', '${count}', null from activity`;

/** The same rows, by nothing but pg; no key is locked, nobody is woken. */
async function sendBare({ bare }: Rig, n: number): Promise<void> {
  const subject = `address:${n % addresses}`;
  const client = await bare.connect();
  try {
    await client.query('begin');
    await client.query(changeRow, [n % rows]);
    const payload = JSON.stringify({ n, address: n % addresses });
    await client.query(insertBoth, [subject, payload, new Date().toISOString(), `${reader} stack ${subject}`]);
    await client.query('commit');
  } finally {
    client.release();
  }
}

export async function measureRecorded(rig: Rig, { rounds, roundMs }: Effort, { say }: Stage): Promise<Figure> {
  let n = 0;
  const round = (send: (rig: Rig, n: number) => Promise<void>) => async () => {
    await clear(rig);
    return perSecond(connections, roundMs, () => send(rig, n++));
  };
  const found = await sideBySide(rounds, round(sendParcel), round(sendBare), (what) => say(`recording, ${what}`));
  return {
    name: 'units that record an activity',
    unit: 'per second',
    figure: found.ours,
    yardstick: { name: 'the same inserts in bare pg', figure: found.theirs },
    ratio: found.ours / found.theirs,
    aim: 0.5,
  };
}

/** One after another on an idle machine, with and without in turns: what a member waits longer for. */
export async function measureCost(rig: Rig, { costUnits }: Effort, { say }: Stage): Promise<Figure> {
  say('the cost of record()');
  await clear(rig);
  const [plain, recording]: [number[], number[]] = [[], []];
  const timed = async (times: number[], work: () => Promise<void>) => {
    const startedAt = performance.now();
    await work();
    times.push(performance.now() - startedAt);
  };
  for (let n = 0; n < costUnits; n += 1) {
    await timed(plain, () => changeOnly(rig, n));
    await timed(recording, () => sendParcel(rig, n));
  }
  const [without, cost] = [median(plain), median(recording) - median(plain)];
  return {
    name: 'the cost of record() in a unit with one row change',
    unit: 'ms',
    figure: cost,
    yardstick: { name: 'the unit without it', figure: without },
    ratio: cost / without,
    aim: null,
  };
}
