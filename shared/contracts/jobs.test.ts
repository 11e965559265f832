import { expect, test } from '@jest/globals';
import { createDataSource } from '../infrastructure/db/data-source.js';
import { appNames } from './apps.js';
import { jobs, type JobPlace } from './jobs.js';

const places = Object.entries(jobs) as [string, JobPlace][];

// That each of these is defined, once and by the apps named here, is asked whenever an app starts (check-jobs).
test.each(places)('%s comes from a table that there is, or from the clock', async (_, { truth }) => {
  const dataSource = createDataSource({
    url: 'postgres://nobody@127.0.0.1:1/none',
    poolSize: 1,
    applicationName: 'test',
  });
  await (dataSource as unknown as { buildMetadatas(): Promise<void> }).buildMetadatas();
  const tables = dataSource.entityMetadatas.map((entity) => entity.tableName);
  expect([null, ...tables]).toContain(truth);
});

test.each(places)('%s belongs to somebody', (name, { apps }) => {
  expect(name).toMatch(/^[a-z]+(-[a-z]+)+$/);
  expect(apps.length).toBeGreaterThan(0);
  expect(appNames).toEqual(expect.arrayContaining([...apps]));
  expect(new Set(apps).size).toBe(apps.length);
});
