import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { appNames, type AppName } from '../../contracts/apps.js';
import { describeInHouse } from './describe-in-house.js';
import { docker } from './docker.js';

interface Image {
  Size: number;
  RootFS: { Layers: string[] };
  Config: { User: string; Env: string[]; Entrypoint: string[]; Healthcheck: { Test: string[] }; StopSignal: string };
}

interface Lockfile {
  packages: Record<string, { dev?: boolean }>;
}

const base = 'node:24-bookworm-slim';
/** What an image may weigh beside its base: five of the six are the same layers, so a server has it once and a bit. */
const budgetMb = 80;
const mb = (bytes: number) => Math.round(bytes / 1_000_000);

const inspect = async (image: string): Promise<Image> =>
  (JSON.parse(await docker('image', 'inspect', image)) as Image[])[0]!;

describeInHouse('the images', (papers) => {
  const of = (app: AppName) => `${papers().registry.address}/${app}:latest`;
  const files: Record<string, string[]> = {};

  /** A shell in a container of the image, without network. */
  const inImage = (app: AppName, script: string) =>
    docker('run', '--rm', '--network', 'none', '--read-only', '--entrypoint', '/bin/sh', of(app), '-c', script);

  beforeAll(async () => {
    const find = 'find /app /home /root /tmp /usr/local -xdev -type f 2>/dev/null || true';
    for (const app of appNames) files[app] = (await inImage(app, find)).split('\n');
  });

  test('weigh what they may, and are made in the time that is printed', async () => {
    const { Size } = await inspect(base);
    const weights: Record<string, number> = {};
    for (const app of appNames) weights[app] = mb((await inspect(of(app))).Size - Size);
    const seconds = (app: AppName) => ((papers().buildMs[app] ?? 0) / 1_000).toFixed(1);
    const lines = appNames.map(
      (app) => `  ${app}: ${weights[app]} MB on a base of ${mb(Size)} MB, built in ${seconds(app)} s`,
    );
    process.stdout.write(`images\n${lines.join('\n')}\n`);
    expect(Object.values(weights).filter((weight) => weight > budgetMb)).toEqual([]);
  });

  test('share all layers but the last one', async () => {
    const layers = await Promise.all(appNames.map(async (app) => (await inspect(of(app))).RootFS.Layers.slice(0, -1)));
    expect(new Set(layers.map((list) => list.join())).size).toBe(1);
  });

  test.each(appNames)('%s runs as nobody in particular, and says how it is', async (app) => {
    const { Config } = await inspect(of(app));
    expect(Config).toMatchObject({ User: 'node', StopSignal: 'SIGTERM' });
    expect(Config.Healthcheck.Test).toEqual(['CMD', '/app/shared/container/healthcheck']);
    expect(await inImage(app, 'id -u; command -v rose; command -v npm || true')).toBe('1000\n/usr/local/bin/rose');
  });

  test.each(appNames)('%s holds what production needs, and nothing else', (app) => {
    const lock = JSON.parse(readFileSync(join(papers().checkout, 'package-lock.json'), 'utf8')) as Lockfile;
    const found = new Set(
      files[app]?.map((file) => /^\/app\/(node_modules\/.*)\/package\.json$/.exec(file)?.[1] ?? ''),
    );
    const libraries = [...found].filter((path) => path in lock.packages);
    expect(libraries).toEqual(expect.arrayContaining(['node_modules/koa', 'node_modules/pg', 'node_modules/sharp']));
    expect(libraries.filter((path) => lock.packages[path]?.dev === true)).toEqual([]);
    const others = appNames.filter((other) => other !== app).join('|');
    const unwanted = new RegExp(
      String.raw`\.test\.js$|/dist/(testing|dev|e2e|swarm|bench|drill)/|^/app/(${others})/|/_cacache/|/_logs/|\.npmrc$|/app/\.git|\.env$`,
    );
    const ours = files[app]?.filter((file) => !file.includes('/node_modules/')) ?? [];
    expect(ours.filter((file) => unwanted.test(file))).toEqual([]);
    expect(files[app]).toContain(`/app/${app}/dist/main.js`);
  });

  test.each(appNames)('nothing that is secret stands in the history of %s', async (app) => {
    const history = await docker('history', '--no-trunc', '--format', '{{.CreatedBy}}', of(app));
    const { Env } = (await inspect(of(app))).Config;
    expect(history).toContain('entrypoint.sh');
    expect(`${history}\n${Env.join('\n')}`).not.toMatch(/_auth|token|password|secret|proxy/i);
  });
});
