import { AsyncLocalStorage } from 'node:async_hooks';
import type { PoolClient } from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { OpenUnit, ReadRows, UnitOfWork, UnitTools } from '../../contracts/unit-of-work.js';
import { queryPrepared, askPrepared } from './query-prepared.js';
import { Turns } from './turns.js';

/** The tools of one unit, and what they do around its commit. */
export interface ToolBox {
  tools: UnitTools;
  /** Runs last in the transaction. */
  beforeCommit: () => Promise<void>;
  /** Runs once it has committed, before `run` resolves. Must bound itself and must not throw. */
  afterCommit: () => Promise<void>;
}

/** Where a call stands: in which unit, and whose turns it shares. */
interface Scope {
  unit: OpenUnit<EntityManager>;
  turns: Turns;
}

/** Units of work on TypeORM (docs/adr/0002). */
export class TypeOrmUnitOfWork implements UnitOfWork<EntityManager> {
  readonly #scopes = new AsyncLocalStorage<Scope>();
  #open = 0;

  /** @param openToolBox makes the tools of one unit. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly openToolBox: (manager: EntityManager) => ToolBox,
  ) {}

  async run<T>(work: (unit: OpenUnit<EntityManager>) => Promise<T>): Promise<T> {
    this.#refuseInside();
    const { result, afterCommit } = await this.#inTransaction(work);
    await afterCommit();
    return result;
  }

  /** Bound, since it is handed on by itself. */
  readonly read: ReadRows = async (statement, values) => {
    this.#refuseInside();
    return askPrepared(this.dataSource, statement, values);
  };

  current(): OpenUnit<EntityManager> {
    const scope = this.#scopes.getStore();
    if (!isOpen(scope)) throw new Error('There is no open unit of work here.');
    return scope.unit;
  }

  #refuseInside(): void {
    if (!isOpen(this.#scopes.getStore())) return;
    throw new Error('The services were used inside a unit of work; use the unit that was handed to you.');
  }

  async #inTransaction<T>(work: (unit: OpenUnit<EntityManager>) => Promise<T>) {
    const runner = this.dataSource.createQueryRunner();
    try {
      const client = (await runner.connect()) as PoolClient;
      await runner.startTransaction();
      const { tools, beforeCommit, afterCommit } = this.openToolBox(runner.manager);
      const result = await this.#untilSettled(runner.manager, tools, work);
      await beforeCommit();
      await commit(runner, client);
      return { result, afterCommit };
    } catch (error) {
      await rollBack(runner);
      throw error;
    } finally {
      await runner.release();
    }
  }

  /** Runs the work, and the calls it did not wait for; after that the unit takes no more. */
  async #untilSettled<T>(
    manager: EntityManager,
    tools: UnitTools,
    work: (unit: OpenUnit<EntityManager>) => Promise<T>,
  ): Promise<T> {
    const turns = this.#enter();
    const inTurn = <C>(call: () => Promise<C>) => this.#inTurn(unit, turns, call);
    const read: ReadRows = (statement, values) => queryPrepared(manager, statement, values);
    const unit: OpenUnit<EntityManager> = { manager, tools, read, inTurn };
    try {
      return await this.#scopes.run({ unit, turns }, () => turns.andSettle(() => work(unit)));
    } finally {
      this.#leave(turns);
    }
  }

  #enter(): Turns {
    this.#open += 1;
    return new Turns();
  }

  /**
   * Once it has been used, Node 20 looks after every promise of the process, whether or not a unit is open, which is a
   * twentieth of a page's cost. With none open there is nothing to be found, so it may rest.
   */
  #leave(turns: Turns): void {
    turns.close();
    this.#open -= 1;
    if (this.#open === 0) this.#scopes.disable();
  }

  /** A call waits for those that its own caller made before it; what it calls itself takes turns of its own. */
  #inTurn<C>(unit: OpenUnit<EntityManager>, outermost: Turns, call: () => Promise<C>): Promise<C> {
    const scope = this.#scopes.getStore();
    const callers = scope?.unit === unit ? scope.turns : outermost;
    const own = callers.nested();
    return callers.take(() => this.#scopes.run({ unit, turns: own }, () => own.andSettle(call)));
  }
}

function isOpen(scope: Scope | undefined): scope is Scope {
  return scope !== undefined && !scope.turns.isClosed;
}

/** Not TypeORM's own commit, which drops the answer: to a COMMIT after a failed statement PostgreSQL says ROLLBACK, and no error. */
async function commit(runner: QueryRunner, client: PoolClient): Promise<void> {
  const { command } = await client.query('commit');
  Object.assign(runner, { isTransactionActive: false });
  if (command === 'COMMIT') return;
  throw new Error('A statement of this unit failed and its error was swallowed, so nothing was committed.');
}

/** What went wrong first is what the caller hears; a connection that cannot roll back is destroyed on release. */
async function rollBack(runner: QueryRunner): Promise<void> {
  if (!runner.isTransactionActive) return;
  await runner.rollbackTransaction().catch(() => undefined);
}
