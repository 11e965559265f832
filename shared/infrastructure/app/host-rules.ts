import type { Config } from '../config/config.js';
import type { HostRules } from '../http/host-allow-list.js';

/** The names from the configuration, and, outside production, the listener's own loopback address with its port. */
export function hostRules(config: Config): HostRules {
  const { publicPort } = config.listen;
  const direct = config.environment === 'production' ? [] : [`127.0.0.1:${publicPort}`, `localhost:${publicPort}`];
  return { names: new Set(config.hosts), direct: new Set(direct) };
}
