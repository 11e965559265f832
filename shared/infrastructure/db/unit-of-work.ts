import { AsyncLocalStorage } from 'node:async_hooks';
import type { PoolClient } from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { OpenUnit, UnitOfWork, UnitTools } from '../../contracts/unit-of-work.js';
import { Turns } from './turns.js';

/** What the tools of one unit do around its commit. */
export interface ToolBox {
  tools: UnitTools;
  /** Runs last in the transaction. */
  beforeCommit: () => Promise<void>;
  /** Runs once it has committed, before `run` resolves. Must bound itself and must not throw. */
  afterCommit: () => Promise<void>;
}

export interface UnitOfWorkOptions {
  dataSource: DataSource;
  /** Makes the tools of one unit. */
  toolBox: (manager: EntityManager) => ToolBox;
}

interface Scope {
  unit: OpenUnit<EntityManager>;
  turns: Turns;
}

/** Units of work on TypeORM (docs/adr/0002). */
export function createUnitOfWork({ dataSource, toolBox }: UnitOfWorkOptions): UnitOfWork<EntityManager> {
  const scopes = new AsyncLocalStorage<Scope>();

  function run<T>(work: (unit: OpenUnit<EntityManager>) => Promise<T>): Promise<T> {
    if (isOpen(scopes.getStore())) {
      return Promise.reject(
        new Error('The services were used inside a unit of work; use the unit that was handed to you.'),
      );
    }
    // Whatever unit the caller comes from is over: nothing of it may be seen in here.
    return scopes.exit(() => inTransaction(work));
  }

  async function inTransaction<T>(work: (unit: OpenUnit<EntityManager>) => Promise<T>): Promise<T> {
    const runner = dataSource.createQueryRunner();
    try {
      const client = (await runner.connect()) as PoolClient;
      await runner.startTransaction();
      const box = toolBox(runner.manager);
      const result = await untilSettled(runner.manager, box.tools, work);
      await box.beforeCommit();
      refuseSwallowedError(client);
      await runner.commitTransaction();
      await runner.release();
      await box.afterCommit();
      return result;
    } catch (error) {
      await rollBack(runner);
      throw error;
    } finally {
      await runner.release();
    }
  }

  /** Runs the work, and the calls it forgot to wait for; after that the unit takes no more. */
  async function untilSettled<T>(
    manager: EntityManager,
    tools: UnitTools,
    work: (unit: OpenUnit<EntityManager>) => Promise<T>,
  ): Promise<T> {
    const turns = new Turns();
    const unit: OpenUnit<EntityManager> = { manager, tools, inTurn };
    function inTurn<C>(call: () => Promise<C>): Promise<C> {
      const scope = scopes.getStore();
      const caller = scope?.unit === unit ? scope.turns : turns;
      return caller.take(() => {
        const own = caller.nested();
        return scopes.run({ unit, turns: own }, async () => own.finish(await call()));
      });
    }
    try {
      return await scopes.run({ unit, turns }, async () => turns.finish(await work(unit)));
    } finally {
      turns.close();
    }
  }

  return {
    run,
    current() {
      const scope = scopes.getStore();
      if (!isOpen(scope)) throw new Error('There is no open unit of work here.');
      return scope.unit;
    },
  };
}

function isOpen(scope: Scope | undefined): scope is Scope {
  return scope !== undefined && !scope.turns.isClosed;
}

/** PostgreSQL answers COMMIT after a failed statement with a rollback, and with no error. */
function refuseSwallowedError(client: PoolClient): void {
  if (client.getTransactionStatus() === 'T') return;
  throw new Error('A statement of this unit failed and its error was swallowed, so nothing can be committed.');
}

/** What went wrong first is what the caller hears; a connection that cannot roll back is destroyed on release. */
async function rollBack(runner: QueryRunner): Promise<void> {
  if (runner.isReleased || !runner.isTransactionActive) return;
  await runner.rollbackTransaction().catch(() => undefined);
}
