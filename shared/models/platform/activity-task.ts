import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { AppName } from '../../contracts/apps.js';
import { OptionalText } from '../columns.js';
import type { LoggedActivity } from './logged-activity.js';

/** `new`: still to do; `dead`: failed too often, and holds up its key; `dropped`: given up by an operator, and in nobody's way. */
export type TaskState = 'new' | 'done' | 'dead' | 'dropped';

/** What one app has to do about one activity. */
@Entity('ap_activity_tasks')
@Check('ap_activity_tasks_state_check', `"state" in ('new', 'done', 'dead', 'dropped')`)
@Index('ap_activity_tasks_free_idx', ['app', 'nextAt', 'activityId'], {
  where: `"state" = 'new' and "ordering_key" is null`,
})
@Index('ap_activity_tasks_keyed_idx', ['app', 'nextAt', 'activityId'], {
  where: `"state" = 'new' and "ordering_key" is not null`,
})
@Index('ap_activity_tasks_gate_idx', ['app', 'orderingKey', 'activityId', 'handler'], {
  where: `"state" in ('new', 'dead') and "ordering_key" is not null`,
})
@Index('ap_activity_tasks_dead_idx', ['app', 'activityId'], { where: `"state" = 'dead'` })
export class ActivityTask {
  @PrimaryColumn({ type: 'bigint' })
  activityId: string;

  @PrimaryColumn({ type: 'text' })
  app: AppName;

  @PrimaryColumn({ type: 'text' })
  handler: string;

  /** App, lane and subject: tasks with the same key are handled one at a time, in the order of their commits. */
  @OptionalText()
  orderingKey: string | null;

  @Column({ type: 'text', default: 'new' })
  state: TaskState;

  /** How often it was tried and failed. */
  @Column({ type: 'integer', default: 0 })
  attempts: number;

  /** Not before this moment, by PostgreSQL's clock. */
  @Column({ type: 'timestamptz', default: () => 'now()' })
  nextAt: Date;

  @OptionalText()
  lastError: string | null;

  /** Since when it is in its state, by PostgreSQL's clock. */
  @Column({ type: 'timestamptz', default: () => 'now()' })
  since: Date;

  @ManyToOne('LoggedActivity', { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'activity_id' })
  activity: LoggedActivity;
}
