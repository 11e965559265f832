import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { request } from 'undici';
import type { Stores } from '../../../dev/runner/with-stores.js';
import type { Figure } from '../../bench.js';
import { browserHeaders } from '../against-bare.js';
import { answerOnce, bytesOf } from '../answer.js';
import { childScript, startChild, type Child } from '../child.js';
import { cores } from '../cores.js';
import { duel, type Contender, type Effort } from '../duel.js';
import { serviceEnv, settingsFile } from '../house.js';
import type { Load } from '../load.js';
import { four, table, types, type Side } from './four.js';
import { fetchPodium } from './podium.js';

/** A page with its four services. */
interface Team {
  page: Child;
  fragments: Child;
}

/** Asked with less than a browser says: a page for which nothing was made yet, and is not compressed. */
const headers = { host: browserHeaders.host, connection: 'keep-alive' };

/**
 * A page of four fragments of four services, of which nothing is there yet, against Podium and against plain Koa.
 *
 * @param fetchFrame brings Podium into a folder; says whether it could be had.
 */
export async function measureCold(
  stores: Stores,
  effort: Effort,
  load: Load,
  say: (what: string) => void,
  fetchFrame = fetchPodium,
): Promise<(Figure | string)[]> {
  const folder = await mkdtemp(join(tmpdir(), 'rose-bench-'));
  const started: Child[] = [];
  try {
    await createTable(stores.databaseUrl);
    say('fetching Podium');
    const hasPodium = await fetchFrame(folder);
    const settings = { ...serviceEnv(stores, await settingsFile(folder, true)), MEDIA_DIR: folder };
    const env = { ...settings, ROSE_BENCH_PODIUM: folder };
    const start = async (script: string, side: Side, more: { tell?: object; env?: Record<string, string> }) => {
      const options = { script: childScript(script), core: cores?.measured, ...more };
      const child = await startChild({ ...options, env: { ...env, ROSE_BENCH_SIDE: side, ...more.env } });
      started.push(child);
      return child;
    };
    const fragmentsOf = (side: Side) => start('fragments', side, {});
    const ours = await fragmentsOf('ours');
    const internal = types.map((type) => `${four[type]}=http://127.0.0.1:${ours.ports[type]}`).join();
    const ourTeam = { fragments: ours, page: await start('page', 'ours', { env: { INTERNAL_URLS: internal } }) };
    const koa = await fragmentsOf('koa');
    const shell = await shellOf(ourTeam.page, koa);
    const against = async (side: Side, fragments: Child): Promise<Team> => {
      const tell = { kind: 'page', ports: fragments.ports, shell };
      return { fragments, page: await start('page', side, { tell }) };
    };
    const bytes = Buffer.byteLength(await pageOf(ourTeam.page));
    const fight = async (name: string, theirs: Team, aim: number) => {
      const [us, them] = [
        contender(`a page of four cold fragments, beside ${name}`, ourTeam, bytes),
        contender(name, theirs, bytes),
      ];
      return duel({ ours: us, theirs: them, aim }, effort, load, say);
    };
    const podium = hasPodium
      ? await fight('Podium', await against('podium', await fragmentsOf('podium')), 2.5)
      : 'A page of four cold fragments was not measured against Podium, which could not be fetched.';
    return [podium, await fight('plain Koa and undici', await against('koa', koa), 1)];
  } finally {
    await Promise.all(started.map((child) => child.stop()));
    await rm(folder, { recursive: true });
  }
}

async function createTable(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(table);
  await client.end();
}

function contender(name: string, { page, fragments }: Team, bytes: number): Contender {
  const request = bytesOf({ port: page.publicPort, headers });
  return { name, port: page.publicPort, request, bytes, processes: [page, fragments] };
}

/** Our page, once all four are there. */
async function pageOf({ publicPort }: Child): Promise<string> {
  const isWhole = (timing: string) => (timing.match(/desc="upstream"/g) ?? []).length === types.length;
  const { body } = await answerOnce({ port: publicPort, headers }, isWhole);
  return Buffer.from(body, 'base64').toString('utf8');
}

/** Our page without the four, so that others put them between the very same bytes. */
async function shellOf(page: Child, fragments: Child): Promise<string[]> {
  const shell: string[] = [];
  let rest = await pageOf(page);
  for (const type of types) {
    const html = await (await request(`http://127.0.0.1:${fragments.ports[type]}/`)).body.text();
    const [before, after, ...more] = rest.split(html);
    if (before === undefined || after === undefined || more.length > 0) {
      throw new Error(`${type} is not once in the page`);
    }
    shell.push(before);
    rest = after;
  }
  return [...shell, rest];
}
