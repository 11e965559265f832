import type { Redis } from 'ioredis';
import type { Registry } from 'prom-client';
import { appNames, type AppName } from '../../contracts/apps.js';
import { createRedis } from '../cache/create-redis.js';
import type { Config } from '../config/config.js';
import type { HttpClient } from '../http/client/http-client.js';
import type { Log } from '../log/log.js';
import { openCache, type CacheParts } from './cache/open-cache.js';
import { CallerKeys } from './caller/sign.js';
import { Composer, type Fallback } from './compose.js';
import { fetchFromOwners } from './fetch-owners.js';
import { createFragmentMetrics } from './fragment-metrics.js';
import type { ShowFragment } from './show-fragment.js';
import { Upstream } from './upstream.js';

/** What composition holds for as long as the process runs. */
export interface Composition extends CacheParts {
  keys: CallerKeys;
  /** Composes pages, once it is known how this app shows its own fragments and what stands in for others. */
  openComposer(showOwn: ShowFragment, fallback: Fallback): Composer;
  close(): void;
}

export interface CompositionOptions {
  config: Config;
  redis: Redis;
  http: HttpClient;
  metrics: Registry;
  log: Log;
}

export function openComposition({ config, redis, http, metrics, log }: CompositionOptions): Composition {
  const { composition, redisUrl, redisPrefix, service: self } = config;
  const subscriber = createRedis(redisUrl, log);
  const cacheRedis = createRedis(composition.cacheRedisUrl, log, `${redisPrefix}:`);
  const cache = openCache({
    connections: { redis, subscriber, cacheRedis },
    ...{ prefix: redisPrefix, mostBytes: composition.memoryBytes, log },
  });
  const keys = new CallerKeys(composition.internalSecret);
  const upstreams = openUpstreams(config, keys, http);
  const onShown = createFragmentMetrics(metrics);
  return {
    ...cache,
    keys,
    openComposer: (showOwn, fallback) =>
      new Composer({
        cache: cache.open(fetchFromOwners({ self, showOwn, upstreams })),
        ...{
          self,
          fallback,
          deadlineMs: composition.deadlineMs,
          budgetMs: composition.budgetMs,
          onShown,
          now: Date.now,
        },
      }),
    close() {
      subscriber.disconnect();
      cacheRedis.disconnect();
    },
  };
}

function openUpstreams({ service, composition }: Config, keys: CallerKeys, http: HttpClient): Map<AppName, Upstream> {
  const others = appNames.filter((app) => app !== service);
  return new Map(
    others.map((app) => [app, new Upstream({ app, origin: composition.internalUrls[app], self: service, keys, http })]),
  );
}
