import { runDrills } from './run-drills.js';

process.exitCode = await runDrills(process.argv.slice(2), process);
