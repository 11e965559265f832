import { join } from 'node:path';
import { baseEnv } from '../../infrastructure/config/base-env.js';
import { baseFile } from '../../infrastructure/config/base-file.js';
import { readEnv } from '../../infrastructure/config/read-env.js';
import { readConfigFile } from '../../infrastructure/config/read-file.js';
import { findLeftoverDatabase } from '../database/leftover.js';
import { rootFolder } from '../data-dir/root-folder.js';
import { findLeftoverRedis } from '../redis/leftover-redis.js';
import type { Ports } from '../settings/ports.js';
import type { Env } from '../../infrastructure/config/read-env.js';
import type { Settings } from '../settings/read-settings.js';
import { checkPorts } from './check-ports.js';
import { dismissLeftoverGuard, stopLeftoverServices, stopLeftoverStores } from './stop-leftovers.js';

/** What every service would refuse, refused before anything is started. Throws OperatorError. */
export function checkConfiguration(env: Env): void {
  const { ROSE_CONFIG } = readEnv(baseEnv, env);
  readConfigFile(ROSE_CONFIG ?? join(rootFolder, '_config', 'app-config.yaml'), baseFile.loose());
}

/** Ends what a killed start left, except a database and Redis that this one can take over where they are. */
export async function healLeftovers({ dataDir, databaseUrl, redisUrl }: Settings, isFresh: boolean): Promise<number> {
  await dismissLeftoverGuard(dataDir);
  const services = await stopLeftoverServices(dataDir);
  if (isFresh || databaseUrl !== null || redisUrl !== null) await stopLeftoverStores(dataDir);
  return services;
}

/** Throws OperatorError for the first taken port. */
export async function checkFreePorts(settings: Settings, ports: Ports): Promise<void> {
  const kept = [
    findLeftoverDatabase(join(settings.dataDir, 'database')),
    findLeftoverRedis(join(settings.dataDir, 'redis')),
  ];
  await checkPorts(settings, ports, new Set(kept.flatMap((leftover) => (leftover ? [leftover.port] : []))));
}
