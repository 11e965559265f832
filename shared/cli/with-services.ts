import type { Services } from '../contracts/registry.js';
import { htmlSanitiser } from '../infrastructure/adapters/sanitise-html/sanitiser.js';
import { createUnits, type Bell } from '../infrastructure/app/tool-box.js';
import { newId } from '../lib/ids.js';
import { createRegistry } from '../services/registry.js';
import { openBell } from './open-bell.js';
import { withDatabase } from './with-database.js';
import type { World } from './world.js';

/**
 * Runs `work` with the services on the database under `url`, and closes it again.
 *
 * @throws OperatorError when it cannot be reached or is not up to date.
 */
export function withServices<T>(url: string, work: (services: Services) => Promise<T>, bell?: Bell): Promise<T> {
  return withDatabase(url, (dataSource) => {
    const clock = () => new Date();
    const unitOfWork = createUnits({ dataSource, clock, newId, ...(bell === undefined ? {} : { bell }) });
    return work(createRegistry({ unitOfWork, clock, newId, sanitiser: htmlSanitiser }));
  });
}

/** The same, where workers should hear at once of what is ordered. */
export async function withServicesAndBell<T>(
  url: string,
  env: World['env'],
  work: (services: Services) => Promise<T>,
): Promise<T> {
  const bell = await openBell(env);
  try {
    return await withServices(url, work, bell ?? undefined);
  } finally {
    bell?.close();
  }
}
