import type { DataSource, EntityManager } from 'typeorm';
import type { AppName } from '../../contracts/apps.js';
import type { Services, Unit } from '../../contracts/registry.js';
import type { UnitOfWork } from '../../contracts/unit-of-work.js';
import { within } from '../../lib/within.js';
import { isLostConnection } from '../db/is-lost-connection.js';
import type { Backoff } from './backoff.js';
import type { ActivityCatalogues } from './catalogues.js';
import type { ClaimedTask, Claims } from './claim-task.js';
import type { AnyHandler } from './define-handler.js';
import { failTask } from './fail-task.js';
import { readActivity } from './read-activity.js';

export interface HandlingDeps {
  app: AppName;
  handlers: readonly AnyHandler[];
  catalogues: ActivityCatalogues;
  claims: Claims;
  dataSource: DataSource;
  unitOfWork: UnitOfWork<EntityManager>;
  services: Services;
  backoff: Backoff;
}

/** How handling a task ended. `settled`: it failed here while somebody else settled it. */
export type Outcome = 'handled' | 'failed' | 'dead' | 'settled' | 'lost';

export interface Handled {
  task: ClaimedTask;
  outcome: Outcome;
  error?: unknown;
}

interface Turn {
  task: ClaimedTask | null;
  isHandled: boolean;
}

/** Less than PostgreSQL lets a transaction stand idle: a handler that hangs has failed, and not lost its connection. */
const longestMs = 25_000;

/**
 * Claims one task and handles it, in one transaction. Null when there is none to handle.
 *
 * @param onClaim called when there was one, before it is handled.
 * @throws whatever keeps the database from being asked.
 */
export async function handleNext(deps: HandlingDeps, onClaim: () => void): Promise<Handled | null> {
  const turn: Turn = { task: null, isHandled: false };
  try {
    await deps.services.transaction(async (unit) => {
      turn.task = await deps.claims.claim(deps.unitOfWork.current().manager);
      if (turn.task === null) return;
      onClaim();
      await within(longestMs, handle(deps, unit, turn.task));
      turn.isHandled = true;
    });
    return turn.task === null ? null : { task: turn.task, outcome: 'handled' };
  } catch (error) {
    const { task, isHandled } = turn;
    if (task === null) throw error;
    // A lost connection is not the handler's fault: all is rolled back, and somebody takes the task again.
    const isLost = isLostConnection(error, isHandled || undefined);
    return { task, error, outcome: isLost ? 'lost' : await fail(deps, task, error) };
  }
}

async function handle({ handlers, catalogues }: HandlingDeps, unit: Unit, task: ClaimedTask): Promise<void> {
  const { type } = task.activity;
  const handler = handlers.find(({ name, activity }) => name === task.handler && activity === type);
  if (handler === undefined) throw new Error(`${task.handler} does not handle ${type}.`);
  await handler.handle(unit, readActivity(catalogues, task.activity));
}

async function fail(deps: HandlingDeps, task: ClaimedTask, error: unknown): Promise<Outcome> {
  try {
    return await failTask(deps.dataSource, deps.app, task, error, deps.backoff);
  } catch (cause) {
    if (isLostConnection(cause, true)) return 'lost';
    throw new Error(`${task.handler} failed, and that could not be written down.`, { cause });
  }
}
