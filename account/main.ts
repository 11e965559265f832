import { run } from '@rose-ash/shared/infrastructure/app/run';
import { app } from './app.js';
import { wire } from './services.js';

await run(app, wire);
