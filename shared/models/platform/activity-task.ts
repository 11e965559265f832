import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { AppName } from '../../contracts/apps.js';
import { OptionalText } from '../columns.js';
import type { LoggedActivity } from './logged-activity.js';

export type TaskState = 'new' | 'done' | 'dead';

/** What one app has to do about one activity. */
@Entity('ap_activity_tasks')
@Check('ap_activity_tasks_state_check', `"state" in ('new', 'done', 'dead')`)
@Index('ap_activity_tasks_due_idx', ['app', 'nextAt', 'activityId'], { where: `"state" = 'new'` })
@Index('ap_activity_tasks_gate_idx', ['orderingKey', 'activityId'], {
  where: `"state" <> 'done' and "ordering_key" is not null`,
})
@Index('ap_activity_tasks_dead_idx', ['app', 'activityId'], { where: `"state" = 'dead'` })
export class ActivityTask {
  @PrimaryColumn({ type: 'bigint' })
  activityId: string;

  @PrimaryColumn({ type: 'text' })
  app: AppName;

  @PrimaryColumn({ type: 'text' })
  handler: string;

  /** App, lane and subject: tasks with the same key are handled in the order of their commits. */
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

  @ManyToOne('LoggedActivity', { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'activity_id' })
  activity: LoggedActivity;
}
