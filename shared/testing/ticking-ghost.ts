import { tickGhost } from '../infrastructure/adapters/ghost/tick-ghost.js';
import { createHttpClient } from '../infrastructure/http/client/create-http-client.js';
import { createLog } from '../infrastructure/log/log.js';
import { startGhostServer, type GhostServer } from './ghost-server/start-ghost-server.js';
import { registryUnderTest, type RegistryUnderTest } from './registry-under-test.js';

/** A worker's ticks at a Ghost whose clock is held, into a database of their own. */
export interface TickingGhost {
  under: RegistryUnderTest;
  ghost: GhostServer;
  tick: () => Promise<void>;
  /** As after ten still minutes: the next tick reads, whatever the Ghost looks like. */
  longAgo: () => Promise<unknown>;
  close: () => Promise<void>;
}

export async function tickingGhost(): Promise<TickingGhost> {
  const under = await registryUnderTest();
  const ghost = await startGhostServer({ at: '2026-11-20T10:00:00Z' });
  const http = createHttpClient({ version: '1', baseUrl: 'https://rose-ash.test/', allowedOrigins: [ghost.origin] });
  const log = createLog({ service: 'blog', role: 'worker', version: '1', level: 'silent' });
  const around = { services: under.services, http, clock: () => new Date(), log };
  return {
    ...{ under, ghost },
    tick: () => tickGhost(around, { site: ghost.url, key: ghost.key.whole }, new AbortController().signal),
    longAgo: () => under.rows(`update ghost_watches set mirrored_at = now() - interval '11 minutes'`),
    async close() {
      http.close();
      await ghost.stop();
      await under.close();
    },
  };
}
