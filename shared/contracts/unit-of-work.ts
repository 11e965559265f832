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

/** A unit that is open: one transaction on one connection. `M` is the database library's handle on it. */
export interface OpenUnit<M> {
  manager: M;
  tools: UnitTools;
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

  /** The unit that the calling code runs in. Throws outside of one. */
  current(): OpenUnit<M>;
}
