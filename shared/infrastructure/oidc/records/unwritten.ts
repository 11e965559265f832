import { keepRecord, type Ask, type RecordToKeep } from './record-table.js';

/**
 * The access token of an answer. The refresh token follows it in most answers, and one statement writes both, which waits
 * for the disk once. `write` is what makes sure of it where nothing follows: it comes before the answer goes.
 */
export class Unwritten {
  readonly #held = new WeakMap<object, RecordToKeep>();

  constructor(private readonly ask: Ask) {}

  hold(ctx: object | undefined, row: RecordToKeep): Promise<void> {
    if (ctx === undefined) return keepRecord(this.ask, row);
    this.#held.set(ctx, row);
    return Promise.resolve();
  }

  take(ctx: object | undefined): RecordToKeep | undefined {
    const row = ctx && this.#held.get(ctx);
    if (ctx !== undefined) this.#held.delete(ctx);
    return row;
  }

  async write(ctx: object): Promise<void> {
    const row = this.take(ctx);
    if (row !== undefined) await keepRecord(this.ask, row);
  }
}
