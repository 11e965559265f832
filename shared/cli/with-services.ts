import type { Services } from '../contracts/registry.js';
import { htmlSanitiser } from '../infrastructure/adapters/sanitise-html/sanitiser.js';
import { createUnits } from '../infrastructure/app/tool-box.js';
import { newId } from '../lib/ids.js';
import { createRegistry } from '../services/registry.js';
import { withDatabase } from './with-database.js';

/**
 * Runs `work` with the services on the database under `url`, and closes it again.
 *
 * @throws OperatorError when it cannot be reached or is not up to date.
 */
export function withServices<T>(url: string, work: (services: Services) => Promise<T>): Promise<T> {
  return withDatabase(url, (dataSource) => {
    const clock = () => new Date();
    const unitOfWork = createUnits({ dataSource, clock, newId });
    return work(createRegistry({ unitOfWork, clock, newId, sanitiser: htmlSanitiser }));
  });
}
