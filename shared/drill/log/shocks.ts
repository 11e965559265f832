import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { chanceFrom, type Chance } from '../../dev/runner/chance.js';
import { waitUntil } from '../../dev/process/wait-until.js';
import type { Stores } from '../../dev/runner/with-stores.js';
import type { Shock } from './plan.js';
import type { Watcher } from './watcher.js';
import type { WorkerProcess } from './worker-process.js';

export interface Scene {
  stores: Stores;
  workers: readonly WorkerProcess[];
  watcher: Watcher;
  seed: number;
  say: (what: string) => void;
  /** Aborted when the drill ends, however it ends. */
  over: AbortSignal;
}

const stallMs = 90_000;
const inHand = `
  select count(*) as number from pg_stat_activity where application_name = $1 and xact_start is not null`;

/**
 * Lets one thing after another go wrong, spread over the work: the next one once its share of the effects is there, and
 * a random moment later.
 */
export class Shocks {
  #done = 0;
  /** Tasks that were being handled when their process was killed. */
  tasksCut = 0;

  constructor(
    private readonly list: readonly Shock[],
    private readonly scene: Scene,
  ) {}

  /** From 0 to 1: how much of the work producers may have handed out by now, so that there is work until the last shock. */
  get share(): number {
    return this.#done >= this.list.length ? 1 : (this.#done + 1.5) / (this.list.length + 1);
  }

  /** @param effects how many there will be in the end. */
  async run(effects: number): Promise<void> {
    const chance = chanceFrom(this.scene.seed + 2);
    for (const [index, shock] of this.list.entries()) {
      this.scene.over.throwIfAborted();
      const wanted = (effects * (index + 0.5)) / (this.list.length + 1);
      await this.#untilThereAre(wanted, `${shock} ${index + 1} of ${this.list.length}`);
      await pause(chance.below(100));
      await this.#strike(shock, chance);
      this.#done += 1;
    }
  }

  async #untilThereAre(wanted: number, next: string): Promise<void> {
    const { watcher, say, over } = this.scene;
    const isThere = await waitUntil(async () => {
      over.throwIfAborted();
      const effects = await watcher.number('select count(*) as number from drill_effects');
      say(`${effects.toLocaleString('en-GB')} effects, next ${next}`);
      return effects >= wanted;
    }, stallMs);
    if (!isThere) throw new Error(`Work stood still for ${stallMs / 1000} s before ${next}.`);
  }

  async #strike(shock: Shock, chance: Chance): Promise<void> {
    const { stores } = this.scene;
    if (shock === 'crash') await stores.server.crash();
    else if (shock === 'flush') await flush(stores.redisUrl);
    else await this.#kill(chance);
  }

  async #kill(chance: Chance): Promise<void> {
    const { workers, watcher } = this.scene;
    const worker = workers[chance.below(workers.length)];
    if (worker === undefined) return;
    // One that still starts has nothing in its hands.
    await worker.ready();
    this.tasksCut += await watcher.number(inHand, [worker.name]);
    await worker.kill();
  }
}

async function flush(url: string): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true });
  await redis.connect();
  await redis.flushall();
  redis.disconnect();
}
