import type { DataSource } from 'typeorm';
import type { Clock } from '../../contracts/ports.js';
import type { Services } from '../../contracts/registry.js';
import type { HttpClient } from '../http/client/http-client.js';

/** What the process hands to an app's `services.ts`. */
export interface WireDeps {
  dataSource: DataSource;
  /** The one way out to other servers, for adapters. */
  http: HttpClient;
  clock: Clock;
}

/** Adapters in, services out: an app's wiring, without logic. */
export type Wire = (deps: WireDeps) => Services;
