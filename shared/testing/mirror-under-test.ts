import { operator } from '../contracts/viewer.js';
import { tickGhost } from '../infrastructure/adapters/ghost/tick-ghost.js';
import { createHttpClient } from '../infrastructure/http/client/create-http-client.js';
import { createLog } from '../infrastructure/log/log.js';
import { startGhostServer, type GhostServer } from './ghost-server/start-ghost-server.js';
import { registryUnderTest, type RegistryUnderTest } from './registry-under-test.js';

/** A stand-in Ghost, and services that read it when a test says so. */
export interface MirrorUnderTest {
  ghost: GhostServer;
  under: RegistryUnderTest;
  /** A worker's turn. */
  tick: () => Promise<void>;
  /** Compares all that there is, as by night; how much was otherwise than it should have been. */
  drift: () => Promise<number | undefined>;
  close: () => Promise<void>;
}

export async function mirrorUnderTest(
  options: Parameters<typeof startGhostServer>[0] = { at: '2026-11-20T10:00:00Z' },
): Promise<MirrorUnderTest> {
  const under = await registryUnderTest();
  const ghost = await startGhostServer(options);
  const http = createHttpClient({ version: '1', baseUrl: 'https://rose-ash.test/', allowedOrigins: [ghost.origin] });
  const log = createLog({ service: 'blog', role: 'worker', version: '1', level: 'fatal' }, { write: () => undefined });
  const around = { services: under.services, http, clock: () => new Date(), log };
  const tick = () =>
    tickGhost(around, { site: ghost.url, key: ghost.key.whole }, new AbortController().signal).then(async () => {
      const { failing } = (await under.services.blog.findGhostWatch(operator, ghost.url)) ?? {};
      if (failing) throw new Error(`the Ghost was not read: ${failing.why}`);
    });
  return {
    ...{ ghost, under, tick },
    drift: async () => {
      await under.services.blog.wantWholeGhost(operator, ghost.url);
      await tick();
      return (await under.services.blog.findGhostWatch(operator, ghost.url))?.drift?.count;
    },
    close: async () => {
      http.close();
      await ghost.stop();
      await under.close();
    },
  };
}
