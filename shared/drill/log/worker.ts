// One worker process of the drill. It is told where by ROSE_DRILL_GROUND, says `ready` once it works, stops on SIGTERM as
// a service does, and ends with its parent.
import { pino } from 'pino';
import type { Services, Unit } from '../../contracts/registry.js';
import { ActivityWorker } from '../../infrastructure/activities/activity-worker.js';
import { listen } from '../../infrastructure/activities/wake.js';
import { createRedis } from '../../infrastructure/cache/create-redis.js';
import { openUnits, type Ground } from './ground.js';
import { handlersOn } from './handlers.js';
import { parcelCatalogues, reader } from './parcels.js';

const ground = JSON.parse(process.env['ROSE_DRILL_GROUND'] ?? '') as Ground;
const name = process.argv[2] ?? 'worker';
const concurrency = 4;

const log = pino({ level: 'silent' });
const { dataSource, units } = openUnits(ground, concurrency + 1, name);
const worker = new ActivityWorker({
  ...{ app: reader, handlers: handlersOn(units), catalogues: parcelCatalogues, dataSource, unitOfWork: units, log },
  // Handlers work on the open unit itself.
  services: { transaction: <T>(work: (unit: Unit) => Promise<T>) => units.run(() => work({} as Unit)) } as Services,
  concurrency,
  // Often, so that what failed on purpose is soon tried again.
  sweepMs: 200,
  metrics: { handled: () => undefined },
  listen: (onWake) => listen(createRedis(ground.redisUrl, log), ground.prefix, reader, onWake),
  backoff: { pausesMs: [50, 100, 200, 300, 400], random: Math.random },
});

async function connect(): Promise<void> {
  for (;;) {
    try {
      await dataSource.initialize();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

process.on('SIGTERM', () => {
  void worker
    .stop()
    .then(() => dataSource.destroy())
    .then(() => process.exit(0));
});
process.stdin.on('end', () => process.exit(1)).resume();

await connect();
worker.start();
process.stdout.write('ready\n');
