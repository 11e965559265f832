import { setTimeout as pause } from 'node:timers/promises';
import { withServices } from '../../cli/with-services.js';
import { operator } from '../../contracts/viewer.js';
import { createDatabase } from '../../dev/database/create-database.js';
import { chanceFrom, type Chance } from '../../dev/runner/chance.js';
import type { Stage } from '../../dev/runner/run-command-line.js';
import { withStores, type Stores } from '../../dev/runner/with-stores.js';
import { waitUntil } from '../../dev/process/wait-until.js';
import { migrate } from '../../infrastructure/db/migrate.js';
import { editRandomly } from '../../testing/ghost-server/editor/edit-randomly.js';
import type { GhostServer } from '../../testing/ghost-server/start-ghost-server.js';
import { Tally } from '../compose/stage.js';
import type { Drill } from '../drill.js';
import { drillImport } from './import.js';
import { judge, judgeMenu } from './judge.js';
import { longestLagMs, openMirror, type MirrorHouse } from './mirror-house.js';

export interface Scale {
  seeds: number;
  /** For each seed: so many times edits without a rest, a killed worker among them, and then a look. */
  rounds: number;
  acts: number;
  /** How many posts the two Ghosts have that are read for the first time. */
  sizes: readonly [number, number];
}

const fullScale: Scale = { seeds: 10, rounds: 4, acts: 50, sizes: [500, 5_000] };
const settledMs = 60_000;
const promises = [
  'dead',
  'missing',
  'stale',
  'not read within two ticks',
  'drift found by a reconcile',
  'webhooks not heard at all',
];

const acts = {
  edits: { about: 'an editor without a plan, webhooks gone astray and killed workers', work: drillEdits },
  import: {
    about: 'a large Ghost read for the first time in the memory that a small one takes',
    work: (stage: Fire) => drillImport(stage.stores, stage, stage.scale.sizes),
  },
};
type Act = keyof typeof acts;

/** A living Ghost mirrored under fire. */
export function ghostDrill(scale = fullScale): Drill {
  const run =
    (...chosen: Act[]): Drill['run'] =>
    ({ seed, say }) =>
      withStores({ isDurable: false }, async (stores) => {
        const count = new Tally();
        for (const act of chosen) await acts[act].work({ stores, scale, seed, say, count });
        return count;
      });
  return {
    name: 'ghost',
    about: 'a mirror is right two ticks after an editor rests, webhooks being lost and workers killed',
    run: run('edits', 'import'),
    acts: (['edits', 'import'] as const).map((act) => ({
      name: `ghost/${act}`,
      about: acts[act].about,
      run: run(act),
    })),
  };
}

interface Fire extends Stage {
  stores: Stores;
  scale: Scale;
  count: Tally;
}

async function drillEdits({ stores, scale, seed, say, count }: Fire): Promise<void> {
  count.promise(...promises);
  for (let at = 0; at < scale.seeds; at += 1) {
    const databaseUrl = at === 0 ? stores.databaseUrl : await createDatabase(stores.server, `rose_${at}`);
    await migrate(databaseUrl);
    const house = await openMirror(databaseUrl, stores.redisUrl, seed + at, fill);
    try {
      const told = (what: string) => say(`Ghost ${at + 1} of ${scale.seeds}: ${what}`);
      await play({ house, databaseUrl, count, say: told, chance: chanceFrom(seed + at) }, scale);
    } finally {
      await house.stop();
    }
  }
}

interface Play {
  house: MirrorHouse;
  databaseUrl: string;
  chance: Chance;
  count: Tally;
  say: (what: string) => void;
}

async function play(stage: Play, { rounds, acts }: Scale): Promise<void> {
  const { house, count, say } = stage;
  house.ghost.faults.webhooks = { lose: 0.3, double: 0.3, shuffle: true, delayMs: 2 };
  await beginTwice(stage);
  for (let round = 1; round <= rounds; round += 1) {
    say(`round ${round} of ${rounds}`);
    await edit(stage, acts);
    await rest(stage);
    await look(stage, `round ${round}`);
  }
  await reconcile(stage);
  await countWebhooks(stage);
  count.try('Ghosts');
}

const firstActs = 10;

/** More posts than a page of the list; the second page is slow to come. */
function fill({ operations, clock, faults }: GhostServer): void {
  for (let index = 0; index < 40; index += 1) {
    operations.createPost({ title: `Post ${index}`, text: `Text ${index}.`, status: 'published', tags: ['News'] });
    clock.advance(120_000);
  }
  faults.add({ kind: 'slow', ms: 2_000, on: /^GET \/posts\/\?.*filter/, times: 1 });
}

/** The worker is killed in the middle of its first reading, while an editor is at what it has read. */
async function beginTwice(stage: Play): Promise<void> {
  const { ghost, worker } = stage.house;
  const isInTheMiddle = await waitUntil(() => ghost.faults.answers.every(({ times }) => times === 0), 10_000);
  // Of what was read already, and without a date or a name: what is read after the kill tells nothing of it.
  const first = [...ghost.world.texts.keys()].slice(0, 2);
  ghost.operations.bulkEdit(first, { action: 'feature' });
  for (let act = 0; act < firstActs; act += 1) editRandomly(ghost, stage.chance.next);
  await worker.kill();
  stage.count.try('acts of an editor', firstActs);
  stage.count.try(isInTheMiddle ? 'workers killed in their first reading' : 'workers killed at rest');
  await revive(stage.house);
  await rest(stage);
  await look(stage, 'after the first reading');
}

/** An editor without a plan and without a rest, while the worker reads; in the middle it is killed over an answer. */
async function edit({ house, chance, count }: Play, acts: number): Promise<void> {
  const { ghost } = house;
  const [fatal, spoilt] = [chance.below(acts), chance.below(acts)];
  for (let act = 0; act < acts; act += 1) {
    editRandomly(ghost, chance.next);
    ghost.clock.advance(1_000 * chance.below(40));
    count.try('acts of an editor');
    if (act === spoilt) spoil(ghost, chance, count);
    if (act === fatal) await killInTheMiddle(house, count);
    await pause(chance.below(30));
  }
  await ghost.webhooks.idle();
}

/** Two answers, since a worker leaves the third for half a minute. */
function spoil({ faults }: GhostServer, chance: Chance, count: Tally): void {
  const kinds = ['lost', 'error', 'truncated'] as const;
  for (let times = 0; times < 2; times += 1) faults.add({ kind: kinds[chance.below(3)] ?? 'lost', times: 1 });
  count.try('answers spoilt', 2);
}

/** While it is being answered, and so before what it was told is written. */
async function killInTheMiddle(house: MirrorHouse, count: Tally): Promise<void> {
  const { ghost, worker } = house;
  ghost.faults.add({ kind: 'slow', ms: 300, times: 3, on: /^GET \/(posts|pages|search-index)/ });
  const asked = ghost.asked.length;
  const isReading = await waitUntil(() => ghost.asked.length > asked, 10_000);
  await worker.kill();
  count.try(isReading ? 'workers killed while reading' : 'workers killed at rest');
  await revive(house);
}

async function revive({ ghost, worker, rows }: MirrorHouse): Promise<void> {
  ghost.faults.answers = [];
  worker.restart();
  // Its turn runs out in 30 s, which nothing here need wait for: the fence is what keeps turns apart.
  await rows('update ghost_watches set held_until = now() where held_until > now()');
  await worker.ready();
}

/** Those that were heard are kept once each; a deaf blog would make every loss of a webhook look survived. */
async function countWebhooks({ house, count }: Play): Promise<void> {
  const [heard] = await house.rows<{ count: number }>('select count(*)::int from ghost_deliveries');
  count.try('webhooks left', house.ghost.webhooks.sent.length);
  count.try('webhooks heard', heard?.count ?? 0);
  if (heard?.count === 0) count.break('webhooks not heard at all', house.ghost.origin);
}

interface Turns {
  ticks: number;
  is_free: boolean;
}

/** Two turns that began after the last edit; the one under way may have looked before it. */
async function rest({ house, count }: Play): Promise<void> {
  const turns = async () => {
    const [row] = await house.rows<Turns>('select ticks::int, held_by is null as is_free from ghost_watches');
    return row ?? { ticks: 0, is_free: true };
  };
  // What the log of actions shows later must be there: the editor rests.
  house.ghost.clock.advance(longestLagMs);
  const { ticks, is_free: isFree } = await turns();
  const until = ticks + (isFree ? 2 : 3);
  const since = performance.now();
  while (performance.now() - since < settledMs) {
    const now = await turns();
    if (now.ticks > until || (now.ticks === until && now.is_free)) return;
    await pause(50);
  }
  count.break('not read within two ticks', `no two turns came within ${settledMs / 1000} s`);
}

async function look({ house, count }: Play, when: string): Promise<void> {
  const found = await judge(house.ghost, house.rows);
  for (const what of ['dead', 'missing', 'stale'] as const) {
    for (const example of found[what]) count.break(what, `${when}, ${example}`);
  }
  for (const example of await judgeMenu(house.ghost, house.rows)) count.break('stale', `${when}, ${example}`);
  count.try('things compared', house.ghost.world.texts.size);
}

/** A whole comparison, which is to find nothing. */
async function reconcile(stage: Play): Promise<void> {
  const { house, databaseUrl, count } = stage;
  const { origin } = house.ghost;
  const drift = await withServices(databaseUrl, async ({ blog }) => {
    await blog.wantWholeGhost(operator, origin);
    const since = performance.now();
    for (;;) {
      const watch = await blog.findGhostWatch(operator, origin);
      if (watch?.drift) return watch.drift.count;
      if (performance.now() - since > settledMs) return null;
      await pause(100);
    }
  });
  if (drift !== 0) count.break('drift found by a reconcile', drift === null ? 'it never came' : `${drift} things`);
  await look(stage, 'after the reconcile');
}
