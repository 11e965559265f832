import type { DataSource } from 'typeorm';
import type { AppName } from '../../contracts/apps.js';

/** What one handler still has to do. */
export interface Backlog {
  handler: string;
  /** Tasks that wait, also those that must wait. */
  waiting: number;
  dead: number;
  /** How long the oldest that is due has been due, in seconds; 0 when none is. */
  lagSeconds: number;
}

// Each part along an index of its own: those that are done are many, and none of them is looked at.
const backlog = `
  with open as (
    select handler, state, next_at from ap_activity_tasks where app = $1 and state = 'new' and ordering_key is null
    union all
    select handler, state, next_at from ap_activity_tasks where app = $1 and state = 'new' and ordering_key is not null
    union all
    select handler, state, next_at from ap_activity_tasks where app = $1 and state = 'dead'
  )
  select handler,
    count(*) filter (where state = 'new')::int as waiting,
    count(*) filter (where state = 'dead')::int as dead,
    greatest(0, coalesce(extract(epoch from now() - min(next_at) filter (where state = 'new')), 0))::float8
      as "lagSeconds"
  from open
  group by handler`;

/** The unfinished tasks of an app, by handler; those that have none are left out. */
export function readBacklog(dataSource: DataSource, app: AppName): Promise<Backlog[]> {
  return dataSource.query<Backlog[]>(backlog, [app]);
}
