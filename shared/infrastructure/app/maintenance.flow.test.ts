import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { runCommandLine } from '../../cli/command-line.js';
import { startAppUnderTest, type AppUnderTest } from '../../testing/app-under-test.js';
import { eventually } from '../../testing/eventually.js';
import { wireAll } from '../../testing/registry-under-test.js';
import { sampleApp } from '../../testing/sample-app.js';

let site: AppUnderTest;

beforeAll(async () => {
  site = await startAppUnderTest(sampleApp(), wireAll);
});

afterEach(async () => {
  await rose('off');
  await untilStatus(200);
});

afterAll(() => site.stop());

async function rose(...args: string[]) {
  const said = { stdout: '', stderr: '' };
  const code = await runCommandLine(['maintenance', ...args], {
    env: { REDIS_URL: site.config.redisUrl, REDIS_PREFIX: site.config.redisPrefix },
    stdin: Readable.from([]),
    stdout: { write: (words) => (said.stdout += words) },
    stderr: { write: (words) => (said.stderr += words) },
  });
  return { code, ...said };
}

const page = (more: Parameters<AppUnderTest['ask']>[1] = {}) =>
  site.ask('/hello/you', { ...more, headers: { accept: 'text/html', ...more.headers } });
const untilStatus = (wanted: number) => eventually(page, ({ status }) => status === wanted);

test('the whole house is closed with a calm page, and opened again', async () => {
  await untilStatus(200);
  expect(await rose('on', '--minutes', '20')).toMatchObject({ code: 0, stderr: '' });
  const { headers, text } = await untilStatus(503);
  expect(Number(headers['retry-after'])).toBeGreaterThan(19 * 60);
  expect([headers['cache-control'], headers['content-type']]).toEqual(['no-store', 'text/html; charset=utf-8']);
  expect(text).toContain('Closed for mending');
  expect(text).toContain('Come back in 20 minutes.');
  expect(text).toMatch(/<\/html>\s*$/);
  expect(await rose('off')).toEqual({ code: 0, stderr: '', stdout: 'Everything is open.\n' });
  await untilStatus(200);
});

test('machines are told in problem details, whatever they ask for, and nothing is done', async () => {
  await rose('on');
  await untilStatus(503);
  const asked = { method: 'POST' as const, headers: { accept: 'application/json', 'sec-fetch-site': 'same-origin' } };
  const { status, headers, json } = await site.ask('/anything', asked);
  expect([status, headers['content-type']]).toEqual([503, 'application/problem+json']);
  expect(json()).toMatchObject({ status: 503, code: 'maintenance' });
});

test('probes, files and the internal side answer as ever', async () => {
  await rose('on', '--app', site.config.service);
  const { text } = await untilStatus(503);
  for (const path of ['/healthz', '/readyz', /href="(\/static\/css\/[^"]+)"/.exec(text)?.[1] ?? '', '/robots.txt']) {
    expect([path, (await site.ask(path)).status]).toEqual([path, 200]);
  }
  const metrics = await fetch(`${site.internalUrl}/metrics`, { headers: { connection: 'close' } });
  expect([metrics.status, await metrics.text()]).toEqual([200, expect.stringMatching(/refused_total.*maintenance/)]);
});

test('another site’s notice closes nothing here', async () => {
  const other = site.config.service === 'cart' ? 'blog' : 'cart';
  const { stdout } = await rose('on', '--app', other, '--json');
  expect(JSON.parse(stdout)).toMatchObject({ closed: [{ site: other }] });
  await rose('on', '--app', site.config.service);
  await untilStatus(503);
  await rose('off', '--app', site.config.service);
  await untilStatus(200);
  expect((await rose('show')).stdout).toMatch(new RegExp(`^The site ${other} is closed since .*\n$`));
});

test('what makes no sense is said', async () => {
  expect((await rose('on', '--minutes', 'soon')).stderr).toMatch(/^--minutes is a whole number from 1 to/);
  expect((await rose('on', '--app', 'bakery')).code).toBe(1);
  await rose('on');
  expect((await rose('off', '--app', 'cart')).stderr).toMatch(/^The whole house is closed; say rose maintenance off/);
});
