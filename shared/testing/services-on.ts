import { openBell } from '../cli/open-bell.js';
import type { Services } from '../contracts/registry.js';
import { htmlSanitiser } from '../infrastructure/adapters/sanitise-html/sanitiser.js';
import { createUnits } from '../infrastructure/app/tool-box.js';
import { openDatabase } from '../infrastructure/db/data-source.js';
import { newId } from '../lib/ids.js';
import { createRegistry } from '../services/registry.js';

export interface ServicesOn {
  services: Services;
  rows: <R extends object>(sql: string, values?: unknown[]) => Promise<R[]>;
  close: () => Promise<void>;
}

/**
 * The services on a database that others work on too, as another process has them.
 *
 * @param redisPrefix of the workers that are told of what is ordered here; if absent, they find it by themselves.
 */
export async function servicesOn(url: string, redisPrefix?: string): Promise<ServicesOn> {
  const REDIS_URL = process.env['ROSE_TEST_REDIS_URL'];
  const bell = redisPrefix ? await openBell({ DATABASE_URL: url, REDIS_URL, REDIS_PREFIX: redisPrefix }) : null;
  const dataSource = await openDatabase({ url, poolSize: 2, applicationName: 'test' });
  const clock = () => new Date();
  const unitOfWork = createUnits({ dataSource, clock, newId, ...(bell && { bell }) });
  return {
    services: createRegistry({ unitOfWork, clock, newId, sanitiser: htmlSanitiser }),
    rows: (sql, values) => dataSource.query(sql, values),
    close: async () => {
      bell?.close();
      await dataSource.destroy();
    },
  };
}
