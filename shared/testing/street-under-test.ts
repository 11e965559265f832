import { appNames, type AppName } from '../contracts/apps.js';
import { seedDemo } from '../dev/demo/seed-demo.js';
import type { Service } from '../dev/gateway/find-target.js';
import { startGateway } from '../dev/gateway/start-gateway.js';
import { startHouseUnderTest, type HouseUnderTest } from './house-under-test.js';
import { roomsOf } from './room-of.js';

/** All six sites with the demo's content, each under its own name behind one door, as browsers reach them. */
export interface StreetUnderTest {
  house: HouseUnderTest<AppName>;
  /** Whole addresses: links from one site to another lead there. */
  url(app: AppName, path?: string): string;
  stop(): Promise<void>;
}

const baseDomain = 'rose.localhost';

export async function startStreetUnderTest(): Promise<StreetUnderTest> {
  // The door comes first, since every address holds its port; whom it leads to is known later.
  const services = new Map<string, Service>();
  const place = { port: 0, bind: '127.0.0.1', scheme: 'http', tls: null } as const;
  const gateway = await startGateway({ ...place, baseDomain, services, home: `http://blog.${baseDomain}` });
  const house = await startHouseUnderTest(await roomsOf(...appNames), {
    env: { BASE_DOMAIN: baseDomain, PUBLIC_PORT: String(gateway.port) },
  });
  for (const name of appNames) {
    services.set(`${name}.${baseDomain}`, { name, port: house.apps[name].service.publicPort });
  }
  await seedDemo(house.databaseUrl);
  return {
    house,
    url: (app, path = '/') => house.apps[app].config.urls[app] + path,
    async stop() {
      await gateway.stop();
      await house.stop();
    },
  };
}
