import { OperatorError } from '../../lib/errors.js';
import { loadConfig } from '../config/config.js';
import type { AnyApp } from './define-app.js';
import { startService, type Service } from './start-service.js';
import { onSupervisorGone, tellSupervisor } from './supervised.js';
import type { Wire } from './wire.js';

/**
 * The process: reads the configuration, starts the service, stops it on SIGTERM, SIGINT or when whoever started it over
 * IPC is gone. Exits 0 after an ordered stop, 1 after a fault of the operator's (one sentence on stderr) or a crash.
 */
export async function run(app: AnyApp, wire: Wire): Promise<void> {
  try {
    const service = await startService(app, wire, loadConfig(app.name, app.settings));
    stopOnSignals(service);
    if (!(await isOpen(service))) return;
    tellSupervisor({ kind: 'ready', publicPort: service.publicPort, internalPort: service.internalPort });
    if (service.publicPort > 0) await service.prepare();
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    process.stderr.write(`${app.name}: ${error.message}\n`);
    process.exit(1);
  }
}

/** A port that was taken meanwhile is a reason to go, in order: work may have begun by then. */
function isOpen(service: Service): Promise<boolean> {
  return service.opened.catch(async (error: unknown) => {
    await service.stop();
    throw error;
  });
}

function stopOnSignals(service: Service): void {
  let stopping = false;
  const stop = (code: number) => {
    if (stopping) return;
    stopping = true;
    void service.stop().then((clean) => process.exit(clean ? code : 1));
  };
  process.once('SIGTERM', () => stop(0));
  process.once('SIGINT', () => stop(0));
  onSupervisorGone(() => stop(0));
  process.once('uncaughtException', (error) => {
    service.log.fatal({ err: error }, 'the process is in an unknown state and stops');
    stop(1);
  });
}
