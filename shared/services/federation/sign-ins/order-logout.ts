import type { LogoutDto } from '../../../contracts/services/federation/sessions.js';
import { LogoutDelivery } from '../../../models/federation/logout-delivery.js';
import { insertNew } from '../../insert-new.js';
import type { UnitDeps } from '../../unit-deps.js';

/** Once for each session of a client, however often it is ordered. */
export async function orderLogout(deps: UnitDeps, logout: LogoutDto): Promise<void> {
  const id = deps.newId();
  const row = { id, ...logout, createdAt: deps.clock(), deliveredAt: null };
  if (!(await insertNew(deps.manager, LogoutDelivery, row))) return;
  deps.order({ name: 'deliver-logout', app: 'federation', id, payload: { deliveryId: id } });
}
