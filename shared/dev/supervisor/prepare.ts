import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { appNames } from '../../contracts/apps.js';
import { loadConfig } from '../../infrastructure/config/config.js';
import { findLeftoverDatabase } from '../database/leftover.js';
import { rootFolder } from '../data-dir/root-folder.js';
import { findLeftoverRedis } from '../redis/leftover-redis.js';
import type { Ports } from '../settings/ports.js';
import type { Env } from '../../infrastructure/config/read-env.js';
import type { AppSettings } from '../../infrastructure/config/setting.js';
import type { Settings } from '../settings/read-settings.js';
import { checkPorts } from './check-ports.js';
import { dismissLeftoverGuard, stopLeftoverServices, stopLeftoverStores } from './stop-leftovers.js';

/** What a service would refuse of its settings, refused before anything is started. Throws OperatorError. */
export async function checkConfiguration(env: Env): Promise<void> {
  for (const name of appNames) {
    const module = pathToFileURL(join(rootFolder, name, 'dist', 'config.js'));
    const { settings } = (await import(module.href)) as { settings: AppSettings };
    loadConfig(name, settings, env);
  }
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
