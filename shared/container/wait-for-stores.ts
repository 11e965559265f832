// What a container does first (entrypoint.sh): waits for PostgreSQL and Redis, and exits 1 with one sentence without them.
import { baseEnv } from '../infrastructure/config/base-env.js';
import { readEnv } from '../infrastructure/config/read-env.js';
import { OperatorError } from '../lib/errors.js';
import { probeDatabase, probeRedis } from './probes.js';
import { waitFor } from './wait-for.js';

const { DATABASE_URL, DATABASE_DIRECT_URL, REDIS_URL, WAIT_SECONDS } = baseEnv;

try {
  const settings = { DATABASE_URL, DATABASE_DIRECT_URL, REDIS_URL, WAIT_SECONDS };
  const env = readEnv(settings, process.env, Object.keys(baseEnv));
  const direct = env.DATABASE_DIRECT_URL ?? env.DATABASE_URL;
  await waitFor(
    [
      () => probeDatabase(env.DATABASE_URL, 'DATABASE_URL'),
      ...(direct === env.DATABASE_URL ? [] : [() => probeDatabase(direct, 'DATABASE_DIRECT_URL')]),
      () => probeRedis(env.REDIS_URL, 'REDIS_URL'),
    ],
    env.WAIT_SECONDS,
    (line) => process.stdout.write(`${line}\n`),
  );
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
// The other probe may still be waiting for its turn.
process.exit();
