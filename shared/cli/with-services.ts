import type { Services } from '../contracts/registry.js';
import { htmlSanitiser } from '../infrastructure/adapters/sanitise-html/sanitiser.js';
import { createUnits } from '../infrastructure/app/tool-box.js';
import { openDatabase } from '../infrastructure/db/data-source.js';
import { pendingMigrations } from '../infrastructure/db/migrate.js';
import { OperatorError } from '../lib/errors.js';
import { newId } from '../lib/ids.js';
import { createRegistry } from '../services/registry.js';

const poolSize = 2;

/**
 * Runs `work` with the services on the database under `url`, and closes it again.
 *
 * @throws OperatorError when it cannot be reached or is not up to date.
 */
export async function withServices<T>(url: string, work: (services: Services) => Promise<T>): Promise<T> {
  const dataSource = await openDatabase({ url, poolSize, applicationName: 'rose cli' });
  try {
    const pending = await pendingMigrations(dataSource);
    if (pending.length > 0) throw new OperatorError('The database is not up to date: run rose migrate first.');
    const clock = () => new Date();
    const unitOfWork = createUnits({ dataSource, clock, newId });
    return await work(createRegistry({ unitOfWork, clock, newId, sanitiser: htmlSanitiser }));
  } finally {
    await dataSource.destroy();
  }
}
