// Waits beside the supervisor. When that is killed outright, its channel breaks and this process tidies up.
import { stopEverythingLeft } from './supervisor/stop-leftovers.js';

const dataDir = process.argv[2] ?? '';

for (const name of ['SIGINT', 'SIGHUP', 'SIGTERM'] as const) process.on(name, () => undefined);
process.on('message', () => process.exit(0));
process.once('disconnect', () => void stopEverythingLeft(dataDir).then(() => process.exit(0)));
