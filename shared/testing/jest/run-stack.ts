import { createDatabase } from '../../dev/database/create-database.js';
import { startThrowAwayDatabase } from '../../dev/database/throw-away-database.js';
import { startThrowAwayRedis } from '../../dev/redis/throw-away-redis.js';
import { migrate } from '../../infrastructure/db/migrate.js';

const template = 'rose_template';

interface Stoppable {
  stop(): Promise<void>;
}

const running: Stoppable[] = [];

/**
 * One PostgreSQL with a migrated template and one Redis for the whole run, named to the tests by ROSE_TEST_DATABASE_URL,
 * ROSE_TEST_TEMPLATE and ROSE_TEST_REDIS_URL. When this process vanishes without a word, both still go with it.
 */
export async function startRunStack(): Promise<void> {
  const [database, redis] = await bothOrNeither();
  process.env['ROSE_TEST_DATABASE_URL'] = database.url('postgres');
  process.env['ROSE_TEST_REDIS_URL'] = redis.url;
  process.env['ROSE_TEST_TEMPLATE'] = template;
  await migrate(await createDatabase(database, template));
}

export async function stopRunStack(): Promise<void> {
  await Promise.all(running.splice(0).map((one) => one.stop()));
}

async function bothOrNeither() {
  const starts = await Promise.allSettled([startThrowAwayDatabase(), startThrowAwayRedis()]);
  for (const start of starts) if (start.status === 'fulfilled') running.push(start.value);
  const [database, redis] = starts;
  if (database.status === 'fulfilled' && redis.status === 'fulfilled') return [database.value, redis.value] as const;
  await stopRunStack();
  throw (database.status === 'rejected' ? database.reason : (redis as PromiseRejectedResult).reason) as Error;
}
