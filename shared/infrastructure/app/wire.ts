import type { DataSource } from 'typeorm';
import type { Clock } from '../../contracts/ports.js';
import type { Services } from '../../contracts/registry.js';

/** What the process hands to an app's `services.ts`. */
export interface WireDeps {
  dataSource: DataSource;
  clock: Clock;
}

/** Adapters in, services out: an app's wiring, without logic. */
export type Wire = (deps: WireDeps) => Services;
