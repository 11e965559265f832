import type { Services } from '../contracts/registry.js';
import { htmlSanitiser } from '../infrastructure/adapters/sanitise-html/sanitiser.js';
import { createUnits } from '../infrastructure/app/tool-box.js';
import { openDatabase } from '../infrastructure/db/data-source.js';
import { newId } from '../lib/ids.js';
import { createRegistry } from '../services/registry.js';

export interface ServicesOn {
  services: Services;
  rows: <R extends object>(sql: string) => Promise<R[]>;
  close: () => Promise<void>;
}

/** The services on a database that others work on too, as another process has them. Nobody is told of what it orders. */
export async function servicesOn(url: string): Promise<ServicesOn> {
  const dataSource = await openDatabase({ url, poolSize: 2, applicationName: 'test' });
  const clock = () => new Date();
  const unitOfWork = createUnits({ dataSource, clock, newId });
  return {
    services: createRegistry({ unitOfWork, clock, newId, sanitiser: htmlSanitiser }),
    rows: (sql) => dataSource.query(sql),
    close: () => dataSource.destroy(),
  };
}
