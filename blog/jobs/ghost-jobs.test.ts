import { expect, test } from '@jest/globals';
import type { JobSurroundings } from '@rose-ash/shared/infrastructure/jobs/define-job';
import type { BlogValues } from '../config.js';
import { ghostJobs } from './ghost-jobs.js';

const site = 'https://news.example';
const key = `${'0'.repeat(24)}:${'0'.repeat(64)}`;
const never = new AbortController().signal;

const jobsFor = (values: Partial<BlogValues>) =>
  Object.fromEntries(ghostJobs({ GHOST_SYNC_SECONDS: 45, ...values } as BlogValues).map((job) => [job.name, job]));

/** Surroundings in which whatever is asked of the blog is written down. */
function surroundings() {
  const wanted: string[] = [];
  const wantWholeGhost = (_: unknown, wantedSite: string) => Promise.resolve(void wanted.push(wantedSite));
  return { wanted, around: { services: { blog: { wantWholeGhost } } } as unknown as JobSurroundings };
}

test('a Ghost is looked at as often as is said, once each time, and compared whole each night', async () => {
  const jobs = jobsFor({ GHOST_URL: site, GHOST_ADMIN_API_KEY: key, GHOST_SYNC_SECONDS: 30 });
  expect(jobs['sync-ghost']).toMatchObject({ schedule: { everyMs: 30_000 }, attempts: 1 });
  expect(jobs['reconcile-ghost']).toMatchObject({ schedule: { pattern: '17 3 * * *' } });
  const { wanted, around } = surroundings();
  await jobs['reconcile-ghost']?.run(around, {}, never);
  expect(wanted).toEqual([site]);
});

test.each([{}, { GHOST_URL: site }, { GHOST_ADMIN_API_KEY: key }])(
  'without an address or a key there is nothing to do, and nothing is measured: %j',
  async (values) => {
    const jobs = jobsFor(values);
    const { wanted, around } = surroundings();
    for (const job of Object.values(jobs)) await job.run(around, {}, never);
    expect(wanted).toEqual([]);
    expect(jobs['sync-ghost']?.measure).toBeUndefined();
  },
);
