import { expect, test } from '@jest/globals';
import { appNames } from '../../contracts/apps.js';
import { appCalled } from '../../testing/room-of.js';
import { loadConfig } from '../config/config.js';
import type { AnyApp } from './define-app.js';
import { createRouter, type Routes } from './router.js';

const env = {
  ...{ NODE_ENV: 'test', DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', REDIS_URL: 'redis://127.0.0.1:1' },
  ...{ SECRET_KEY: '0'.repeat(64), INTERNAL_SECRET: '0'.repeat(64) },
};

const safe = ['GET', 'HEAD', 'OPTIONS'];

function unsafeIn(app: AnyApp, routes: readonly Routes[] = []): string[] {
  const { stack } = createRouter(routes, loadConfig(app.name, app.settings, env));
  return stack.flatMap(({ methods, path }) =>
    methods.filter((method) => !safe.includes(method)).map((method) => `${app.name} ${method} ${String(path)}`),
  );
}

test('what may change something is listed here: for machines, and for our own pages', async () => {
  const [machines, pages] = [[] as string[], [] as string[]];
  for (const name of appNames) {
    const app = await appCalled(name);
    machines.push(...unsafeIn(app, app.machineRoutes));
    pages.push(...unsafeIn(app, app.routes));
  }
  expect(machines).toEqual(['blog POST /webhooks/ghost']);
  expect(pages).toEqual([]);
});
