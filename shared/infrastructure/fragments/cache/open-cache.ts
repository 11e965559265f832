import type { Redis } from 'ioredis';
import type { Log } from '../../log/log.js';
import { Epochs } from './epochs.js';
import { FragmentCache, type Fetch, type Kept } from './fragment-cache.js';
import { KnownEpochs } from './known-epochs.js';
import { ByteLimitedMap } from './memory.js';
import { SharedStore } from './shared-store.js';

export interface CacheConnections {
  /** The Redis that never evicts: epochs. */
  redis: Redis;
  /** To the same one, for listening only. */
  subscriber: Redis;
  /** The Redis that may evict: entries. May be the first one. */
  cacheRedis: Redis;
}

export interface OpenCacheOptions {
  connections: CacheConnections;
  /** Of the install; the connections have it before every key. */
  prefix: string;
  mostBytes: number;
  log: Log;
  now?: () => number;
}

/** The parts of one process's cache that outlive any page. */
export interface CacheParts {
  known: KnownEpochs;
  epochs: Epochs;
  open<R>(fetch: Fetch<R>): FragmentCache<R>;
}

export function openCache(options: OpenCacheOptions): CacheParts {
  const { connections, prefix, log, mostBytes, now = Date.now } = options;
  const known = new KnownEpochs();
  const epochs = new Epochs({ ...connections, prefix, known, log });
  const shared = new SharedStore(connections.cacheRedis);
  const memory = new ByteLimitedMap<Kept>(mostBytes);
  return { known, epochs, open: (fetch) => new FragmentCache({ memory, known, epochs, shared, fetch, now }) };
}
