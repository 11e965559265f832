import type { Activity, ActivityName } from '../../contracts/activities.js';
import type { AppName } from '../../contracts/apps.js';
import type { Unit } from '../../contracts/registry.js';

/** What an app does about one type of activity. */
export interface Handler<N extends ActivityName = ActivityName> {
  activity: N;
  /** The name of its file: `what-happened.do-this`. */
  name: string;
  handle(unit: Unit, activity: Activity<N>): Promise<void>;
}

/** A handler whose payload does not matter to the one who holds it. */
export interface AnyHandler {
  activity: string;
  name: string;
  handle(unit: Unit, activity: AnyActivity): Promise<void>;
}

/** An activity of a type that only its handler knows. */
export interface AnyActivity {
  id: string;
  type: string;
  app: AppName;
  subject: string;
  payload: unknown;
  at: Date;
}

/**
 * A reaction. `handle` runs in the transaction that marks its task done: what it changes through `unit` happens once,
 * however often a process dies in the middle. What it throws rolls all of it back, and it is tried again later.
 *
 * It has no network: a transaction would stay open for as long as a stranger likes, and a mail cannot be rolled back.
 * What speaks to the world is a job or a mail that the services order in the same unit. It has 25 s.
 */
export function defineHandler<N extends ActivityName>(
  activity: N,
  name: string,
  handle: (unit: Unit, activity: Activity<N>) => Promise<void>,
): Handler<N> {
  return { activity, name, handle };
}
