import { join } from 'node:path';
import { appNames } from '../../contracts/apps.js';
import type { ProcessList } from '../data-dir/process-list.js';
import { rootFolder } from '../data-dir/root-folder.js';
import type { Ports } from '../settings/ports.js';
import type { Env } from '../../infrastructure/config/read-env.js';
import { formatLog } from './format-log.js';
import type { Say } from './say.js';
import { serviceEnv } from './service-env.js';
import { SupervisedService } from './supervised-service.js';

export interface ServicesContext {
  outerEnv: Env;
  shared: Record<string, string>;
  ports: Ports;
  say: Say;
  processes: ProcessList;
  /** Told when a service was started again, so that what is written down stays true. */
  onChange: () => void;
}

/** The six services, not started yet. */
export function describeServices({
  outerEnv,
  shared,
  ports,
  say,
  processes,
  onChange,
}: ServicesContext): SupervisedService[] {
  return appNames.map(
    (name) =>
      new SupervisedService({
        name,
        script: join(rootFolder, name, 'dist', 'main.js'),
        env: serviceEnv(outerEnv, shared, ports, name),
        print: (line) => say.line(formatLog(name, line)),
        note: (sentence) => say.line(`  ${sentence}`),
        onPid: (pid) => {
          processes.set(name, pid);
          onChange();
        },
      }),
  );
}

/** Starts all at once; the first that fails ends the others. */
export async function startServices(services: readonly SupervisedService[]): Promise<void> {
  await Promise.all(services.map((service) => service.start()));
}

export async function stopServices(services: readonly SupervisedService[]): Promise<void> {
  await Promise.all(services.map((service) => service.stop()));
}
