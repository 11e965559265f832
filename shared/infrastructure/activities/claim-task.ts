import type { EntityManager } from 'typeorm';
import type { AppName } from '../../contracts/apps.js';
import { queryPrepared } from '../db/query-prepared.js';
import { claimOfNextKey, claimOldest } from './claim-statements.js';
import type { ActivityRow } from './read-activity.js';

/** A task that this transaction holds, and has already marked done. */
export interface ClaimedTask {
  activity: ActivityRow;
  handler: string;
  /** How often it was tried and failed before. */
  attempts: number;
}

interface ClaimedRow extends ActivityRow {
  handler: string;
  ordering_key: string | null;
  attempts: number;
}

/** Claims the tasks of one app, for the handlers that this image knows: in a roll, newer images take the others. */
export class Claims {
  /** Where the last round over the keys stopped. */
  #lastKey = '';

  constructor(
    private readonly app: AppName,
    private readonly handlers: readonly string[],
  ) {}

  /** One task that is due and that nothing comes before, or null. Must be called in a transaction. */
  async claim(manager: EntityManager): Promise<ClaimedTask | null> {
    const row = (await this.#ask(manager, 'claim oldest', claimOldest)) ?? (await this.#goRound(manager));
    if (row === null) return null;
    const { handler, attempts, ordering_key: _, ...activity } = row;
    return { handler, attempts, activity };
  }

  async #goRound(manager: EntityManager): Promise<ClaimedRow | null> {
    const from = this.#lastKey;
    const row = await this.#ask(manager, 'claim of next key', claimOfNextKey, from);
    this.#lastKey = row?.ordering_key ?? '';
    return row === null && from !== '' ? this.#goRound(manager) : row;
  }

  async #ask(manager: EntityManager, name: string, text: string, ...more: string[]): Promise<ClaimedRow | null> {
    const [row] = await queryPrepared<ClaimedRow>(manager, { name, text }, [this.app, this.handlers, ...more]);
    return row ?? null;
  }
}
