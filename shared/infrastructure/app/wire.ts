import type { EntityManager } from 'typeorm';
import type { Clock } from '../../contracts/ports.js';
import type { Services } from '../../contracts/registry.js';
import type { UnitOfWork } from '../../contracts/unit-of-work.js';
import type { HttpClient } from '../http/client/http-client.js';

/** What the process hands to an app's `services.ts`. */
export interface WireDeps {
  unitOfWork: UnitOfWork<EntityManager>;
  /** The one way out to other servers, for adapters. */
  http: HttpClient;
  clock: Clock;
  newId: () => string;
}

/** Adapters in, services out: an app's wiring, without logic. */
export type Wire = (deps: WireDeps) => Services;
