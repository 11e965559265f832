import type { RecordActivity } from './activities.js';
import type { OrderJob } from './jobs.js';
import type { QueueMail } from './mails.js';
import type { AddMedia } from './media.js';

/** What a unit of work gives to domain rules beside the tables. All of it commits with the unit, or not at all. */
export interface UnitTools {
  record: RecordActivity;
  order: OrderJob;
  mail: QueueMail;
  media: AddMedia;
}

/** A statement that is asked all day: each connection plans it once. One name for each text, at most 63 characters. */
export interface Statement {
  name: string;
  text: string;
}

/** The rows of one statement that changes nothing. */
export type ReadRows = <R extends object>(statement: Statement, values: unknown[]) => Promise<R[]>;

/** A unit that is open: one transaction on one connection. `M` is the database library's handle on it. */
export interface OpenUnit<M> {
  manager: M;
  tools: UnitTools;
  read: ReadRows;
  /** Runs a call when those before it in this unit are done; calls made by a call take turns among themselves. */
  inTurn: <T>(call: () => Promise<T>) => Promise<T>;
}

/** Opens units. */
export interface UnitOfWork<M> {
  /**
   * Commits when `work` resolves, else rolls back and throws what it threw.
   *
   * @throws Error when called inside an open unit: that would wait for a second connection while holding the first.
   * @throws Error when a statement of the unit failed and its error was swallowed: PostgreSQL would roll back and say nothing.
   */
  run<T>(work: (unit: OpenUnit<M>) => Promise<T>): Promise<T>;

  /**
   * One statement and no transaction around it, which it does not need: it sees one moment anyway.
   *
   * @throws Error when called inside an open unit, which has a `read` of its own.
   */
  read: ReadRows;

  /** The unit that the calling code runs in. Throws outside of one. */
  current(): OpenUnit<M>;
}
