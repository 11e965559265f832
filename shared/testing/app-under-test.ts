import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { request, type Dispatcher } from 'undici';
import { appNames } from '../contracts/apps.js';
import type { ActivityCatalogues } from '../infrastructure/activities/catalogues.js';
import { jobs } from '../contracts/jobs.js';
import type { AnyApp } from '../infrastructure/app/define-app.js';
import { startService, type Service } from '../infrastructure/app/start-service.js';
import type { Wire } from '../infrastructure/app/wire.js';
import { loadConfig, type Config } from '../infrastructure/config/config.js';
import type { JobPlaces } from '../infrastructure/jobs/check-jobs.js';
import { testDatabase, type TestDatabase } from './test-database.js';

export interface AppUnderTest {
  service: Service;
  config: Config;
  /** `http://127.0.0.1:port` of the public listener. */
  readonly publicUrl: string;
  internalUrl: string;
  databaseUrl: string;
  /** What was logged, parsed. */
  logLines: Record<string, unknown>[];
  /** Asks the public listener under the site's own host name, or the one given in the headers. */
  ask(path: string, options?: AskOptions): Promise<Answered>;
  stop(): Promise<void>;
}

export interface AskOptions {
  method?: Dispatcher.HttpMethod;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

export interface Answered {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  json: () => unknown;
}

export interface AppUnderTestOptions {
  /** Keys of the environment beside the usual ones of a test. */
  env?: Record<string, string> | ((databaseUrl: string) => Record<string, string>);
  /** The whole settings file, where the test wants another. */
  file?: string;
  /** Types and subscriptions in place of the real ones. */
  catalogues?: ActivityCatalogues;
  /** A database that somebody else made and will drop, where several apps share one. */
  databaseUrl?: string;
  /** Jobs beside the real ones. */
  jobPlaces?: JobPlaces;
  /** To be had before it is ready, and its public listener open. */
  early?: boolean;
}

/**
 * Runs one service in this process as production would, on ports of its own, a database of its own and the run's Redis,
 * and waits until it takes visitors. It has no neighbours.
 */
export async function startAppUnderTest(
  app: AnyApp,
  wire: Wire,
  options: AppUnderTestOptions = {},
): Promise<AppUnderTest> {
  const database = options.databaseUrl === undefined ? await testDatabase() : lent(options.databaseUrl);
  const logLines: Record<string, unknown>[] = [];
  const extra = typeof options.env === 'function' ? options.env(database.url) : options.env;
  const settingsFile = options.file === undefined ? null : await writeSettings(options.file);
  const config = loadConfig(app.name, app.settings, {
    ...usualEnv(database.url),
    ...(settingsFile === null ? {} : { ROSE_CONFIG: settingsFile }),
    ...extra,
  });
  if (settingsFile !== null) await rm(settingsFile);
  const service = await startService(app, wire, config, {
    logTo: collect(logLines),
    ...(options.catalogues === undefined ? {} : { catalogues: options.catalogues }),
    jobPlaces: { ...jobs, ...options.jobPlaces },
  });
  if (options.early !== true) await service.opened;
  const publicUrl = () => `http://127.0.0.1:${service.publicPort}`;
  const host = `${app.name}.${config.baseDomain}`;
  return {
    ...{ service, config, logLines, databaseUrl: database.url },
    get publicUrl() {
      return publicUrl();
    },
    internalUrl: `http://127.0.0.1:${service.internalPort}`,
    ask: (path, asked) => ask(publicUrl() + path, { ...asked, headers: { host, ...asked?.headers } }),
    async stop() {
      await service.stop();
      await database.drop();
    },
  };
}

/** One request on a connection of its own, its whole answer. A connection kept open would keep the test's process alive. */
export async function ask(url: string, options: AskOptions = {}): Promise<Answered> {
  const answer = await request(url, { reset: true, ...options });
  const text = await answer.body.text();
  return { status: answer.statusCode, headers: answer.headers, text, json: () => JSON.parse(text) as unknown };
}

/** Where nobody listens, so that every connection is refused at once. */
export const nobodysPort = 1;

const lent = (url: string): TestDatabase => ({ url, drop: async () => undefined });

function usualEnv(databaseUrl: string): Record<string, string> {
  return {
    NODE_ENV: 'test',
    LOG_LEVEL: 'debug',
    LISTEN_PORT: '0',
    INTERNAL_PORT: '0',
    DATABASE_URL: databaseUrl,
    REDIS_URL: process.env['ROSE_TEST_REDIS_URL'] ?? '',
    REDIS_PREFIX: `test-${randomBytes(6).toString('hex')}`,
    SECRET_KEY: randomBytes(32).toString('hex'),
    INTERNAL_SECRET: randomBytes(32).toString('hex'),
    INTERNAL_URLS: appNames.map((app) => `${app}=http://127.0.0.1:${nobodysPort}`).join(),
  };
}

async function writeSettings(text: string): Promise<string> {
  const path = join(tmpdir(), `rose-config-${randomBytes(6).toString('hex')}.yaml`);
  await writeFile(path, text);
  return path;
}

function collect(lines: Record<string, unknown>[]): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString('utf8')) as Record<string, unknown>);
      done();
    },
  });
}
