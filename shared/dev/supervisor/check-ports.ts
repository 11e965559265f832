import { OperatorError } from '../../lib/errors.js';
import { isPortFree } from '../process/free-port.js';
import { lastOffset, type Ports } from '../settings/ports.js';
import type { Settings } from '../settings/read-settings.js';

/**
 * Every port before anything starts. Those in `ours` are held by a database or Redis that this start will adopt.
 * Throws OperatorError that names the first taken one and the setting that moves it.
 */
export async function checkPorts(settings: Settings, ports: Ports, ours: ReadonlySet<number>): Promise<void> {
  if (!(await isPortFree(ports.gateway, settings.bind))) {
    throw new OperatorError(`Port ${ports.gateway} is taken; stop what uses it or set PORT to a free one.`);
  }
  if (ports.gateway >= settings.portBase && ports.gateway <= settings.portBase + lastOffset) {
    throw new OperatorError(
      `PORT ${ports.gateway} lies among the ${lastOffset + 1} ports from PORT_BASE ${settings.portBase}; move one of the two.`,
    );
  }
  const { apps, internal, smtp, mailbox } = ports;
  const own = [settings.databaseUrl ? [] : [ports.database], settings.redisUrl ? [] : [ports.redis]].flat();
  const behind = [...Object.values(apps), ...Object.values(internal), ...own, smtp, mailbox];
  for (const port of behind.filter((candidate) => !ours.has(candidate))) {
    if (!(await isPortFree(port))) {
      throw new OperatorError(
        `Port ${port} is taken; stop what uses it or set PORT_BASE (${settings.portBase} now) so that it and the 25 above it are free.`,
      );
    }
  }
}
