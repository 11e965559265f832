import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ask } from './app-under-test.js';
import { startHouseUnderTest, type HouseUnderTest } from './house-under-test.js';
import { wireAll } from './registry-under-test.js';
import { sampleApp } from './sample-app.js';

let house: HouseUnderTest<'blog' | 'market'>;

beforeAll(async () => {
  const app = sampleApp();
  house = await startHouseUnderTest({
    blog: { app, wire: wireAll },
    market: { app: { ...app, name: 'market', jobs: [] }, wire: wireAll },
  });
});

afterAll(async () => {
  await house.stop();
});

test('each app reads the one database, and is heard doing it', async () => {
  const reads = await house.readsDuring(async () => {
    expect((await house.apps.blog.ask('/posts')).status).toBe(200);
  });
  expect(reads.blog.length).toBeGreaterThan(0);
  expect(reads.market).toEqual([]);
  expect(house.apps.blog.databaseUrl).toBe(house.apps.market.databaseUrl);
  expect(await house.fill(({ market }) => market.countProducts())).toBe(0);
});

test('an app is away while its door is shut', async () => {
  const inside = `http://127.0.0.1:${house.doors.market.port}/healthz`;
  expect((await ask(inside)).json()).toMatchObject({ service: 'market' });
  await house.doors.market.shut();
  await expect(ask(inside)).rejects.toThrow('ECONNREFUSED');
  await house.doors.market.open();
  expect((await ask(inside)).status).toBe(200);
});
