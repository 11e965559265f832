import type { EntityManager } from 'typeorm';
import type { UnitOfWork } from '../../contracts/unit-of-work.js';
import type { AnyHandler } from '../../infrastructure/activities/define-handler.js';
import { count, failuresOf, reader, stack, type Parcel } from './parcels.js';

const effect = `insert into drill_effects (handler, activity_id, n, address) values ($1, $2, $3, $4)`;
const attempts = `select attempts from ap_activity_tasks where activity_id = $1 and app = '${reader}' and handler = $2`;

/** Leave an effect, take a while now and then so that a kill finds them at work, and fail on purpose as planned. */
export function handlersOn(units: UnitOfWork<EntityManager>): AnyHandler[] {
  return [stack, count].map((name) => ({
    activity: 'parcel.sent',
    name,
    async handle(_unit, { id, payload }) {
      const { n, address } = payload as Parcel;
      const { manager } = units.current();
      await manager.query(effect, [name, id, n, address]);
      if (n % 5 === 0) await manager.query('select pg_sleep(0.005)');
      const failures = failuresOf(name, n);
      if (failures === 0) return;
      const [task] = await manager.query<{ attempts: number }[]>(attempts, [id, name]);
      if ((task?.attempts ?? 0) < failures) throw new Error(`${name} drops parcel ${n} on purpose`);
    },
  }));
}
