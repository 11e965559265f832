import { ghostEnv } from '../infrastructure/config/ghost-env.js';
import { readEnv } from '../infrastructure/config/read-env.js';
import { OperatorError } from '../lib/errors.js';
import type { World } from './world.js';

/** @throws OperatorError when it is not known where the Ghost is. */
export function ghostSite(env: World['env']): string {
  const { GHOST_URL: site } = readEnv(ghostEnv, env);
  if (site === undefined) throw new OperatorError('GHOST_URL is not set; say where the Ghost is.');
  return site;
}

/** @throws OperatorError when it is not known where the Ghost is, or there is no key. */
export function ghostPlace(env: World['env']): { site: string; key: string } {
  const site = ghostSite(env);
  const { GHOST_ADMIN_API_KEY: key } = readEnv(ghostEnv, env);
  if (key !== undefined) return { site, key };
  throw new OperatorError('GHOST_ADMIN_API_KEY is not set; make one under Integrations in Ghost.');
}
