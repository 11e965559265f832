import { within } from '../../lib/within.js';
import { pendingMigrations } from '../db/migrate.js';
import type { Log } from '../log/log.js';
import type { ActivityMetrics } from './activity-metrics.js';
import { usualBackoff, type Backoff } from './backoff.js';
import { Claims } from './claim-task.js';
import { handleNext, type Handled, type HandlingDeps } from './handle-next.js';
import { Pump } from './pump.js';

export interface WorkerOptions extends Omit<HandlingDeps, 'claims' | 'backoff'> {
  log: Log;
  metrics: ActivityMetrics;
  /** Most tasks at once. Each holds a connection, and one that fails asks for another: leave the pool one to spare. */
  concurrency: number;
  /** Calls back when tasks may have come; absent, only the sweep finds them. */
  listen?: (onWake: () => void) => { close: () => void };
  /** Between sweeps, give or take a fifth; a second if absent. */
  sweepMs?: number;
  backoff?: Backoff;
}

const usualSweepMs = 1_000;
const drainMs = 10_000;

/**
 * Handles the tasks of one app for as long as the process lives. Being woken is for speed; what counts is the sweep, so
 * nothing depends on Redis. While the database is away, or older than this image, it waits.
 */
export class ActivityWorker {
  readonly #deps: HandlingDeps;
  readonly #pump: Pump;
  #isReady = false;
  #isWaiting = false;
  #isStopped = false;
  #sweep: NodeJS.Timeout | undefined;
  #ears: { close: () => void } | undefined;

  constructor(private readonly options: WorkerOptions) {
    const { app, handlers, backoff = usualBackoff } = options;
    const names = handlers.map(({ name }) => name);
    this.#deps = { ...options, backoff, claims: new Claims(app, names) };
    this.#pump = new Pump(options.concurrency, (onTaken) => this.#take(onTaken));
  }

  start(): void {
    if (this.#isStopped) return;
    this.#ears = this.options.listen?.(() => this.#isReady && this.#pump.poke());
    void this.#keepSweeping();
  }

  /** Takes no more and waits for what runs, 10 s at most. What runs longer is rolled back when the pool closes. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#sweep);
    this.#ears?.close();
    await within(drainMs, this.#pump.stop());
  }

  async #keepSweeping(): Promise<void> {
    this.#isReady ||= await this.#isUpToDate();
    if (this.#isReady) this.#pump.poke();
    if (this.#isStopped) return;
    const { sweepMs = usualSweepMs } = this.options;
    this.#sweep = setTimeout(() => void this.#keepSweeping(), sweepMs * (0.8 + 0.4 * Math.random()));
  }

  /** Handlers may use every table that this image knows. */
  async #isUpToDate(): Promise<boolean> {
    try {
      const pending = await pendingMigrations(this.options.dataSource);
      if (pending.length > 0) this.#wait({ pending });
      return pending.length === 0;
    } catch (error) {
      this.#wait({ err: error });
      return false;
    }
  }

  async #take(onTaken: () => void): Promise<boolean> {
    const startedAt = performance.now();
    try {
      const handled = await handleNext(this.#deps, onTaken);
      if (handled !== null) this.#tell(handled, performance.now() - startedAt);
      if (handled?.outcome === 'lost') throw handled.error;
      this.#goOn();
      return handled !== null;
    } catch (error) {
      this.#wait({ err: error });
      return false;
    }
  }

  #tell({ task, outcome, error }: Handled, ms: number): void {
    const { activity, handler, attempts } = task;
    this.options.metrics.handled(handler, outcome, ms / 1_000);
    if (outcome === 'handled' || outcome === 'lost') return;
    const facts = { err: error, activity: activity.id, type: activity.type, handler, attempts, outcome };
    if (outcome === 'dead') this.options.log.error(facts, 'a handler failed for the last time; see rose jobs dead');
    else this.options.log.warn(facts, 'a handler did not come to its end; its task is tried again');
  }

  #wait(why: object): void {
    if (!this.#isWaiting) this.options.log.warn(why, 'activities cannot be handled now; we keep trying');
    this.#isWaiting = true;
  }

  #goOn(): void {
    if (this.#isWaiting) this.options.log.info('activities are handled again');
    this.#isWaiting = false;
  }
}
