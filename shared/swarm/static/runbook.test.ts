import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { appNames } from '../../contracts/apps.js';
import { loadConfig } from '../../infrastructure/config/config.js';
import { readStack } from './stack.js';
import { appOf, settingsOfApps, toldBy } from './told.js';

const runbook = readFileSync(new URL('../../../docs/runbook.md', import.meta.url), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'rose-runbook-'));
const secrets = join(folder, 'secrets');
const stack = readStack();

/** Keeps what it is given as Docker would, and takes nothing that Docker would not. */
const docker = `#!/bin/sh
[ "$1 $2 $4" = 'secret create -' ] || exit 1
cat >"$SECRETS/$3" && [ -s "$SECRETS/$3" ]
`;

beforeAll(() => {
  mkdirSync(secrets);
  writeFileSync(join(folder, 'docker'), docker);
  chmodSync(join(folder, 'docker'), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('what the runbook has one type makes every secret, and all twelve take them', async () => {
  const [, block = ''] = /## First install[^]*?```\n([^]*?)```/.exec(runbook) ?? [];
  const env = { PATH: `${folder}:${process.env['PATH'] ?? ''}`, SECRETS: secrets };
  const { status, stderr } = spawnSync('bash', ['--norc', '-euc', block], { env, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  const names = Object.fromEntries(Object.entries(stack.secrets).map(([target, { name = '' }]) => [name, target]));
  expect(readdirSync(secrets).sort()).toEqual(Object.keys(names).sort());

  const given = join(folder, 'given');
  mkdirSync(given);
  const contentOf = (name: string) => readFileSync(join(secrets, name), 'utf8');
  for (const [name, target] of Object.entries(names)) writeFileSync(join(given, target), contentOf(name));
  const apps = await settingsOfApps();
  for (const service of appNames.flatMap((app) => [app, `${app}-worker`])) {
    const settings = apps.get(appOf(service));
    expect(settings).toBeDefined();
    if (settings) {
      const { database } = loadConfig(appOf(service), settings, toldBy(stack, service, given));
      expect(database.url).toBe(`postgres://rose:${contentOf('coop_postgres_password_1')}@db:5432/rose`);
    }
  }
});

test('what a restore stops is everything that writes but where it runs, and all of it begins again as it was', () => {
  const scaled = [...runbook.matchAll(/`docker service scale --detach ([^`]+)`/g)].map(([, words = '']) =>
    words.split(' ').sort(),
  );
  const others = appNames.flatMap((app) => [app, `${app}-worker`]).filter((name) => name !== 'blog-worker');
  const line = (many: (name: string) => number) => others.map((name) => `coop_${name}=${many(name)}`).sort();
  expect(scaled).toContainEqual(line(() => 0));
  expect(scaled).toContainEqual(line((name) => stack.services[name]?.deploy.replicas ?? -1));
});

test('the line for cron writes where the worker of the blog has room', () => {
  const [, service, folder = '?'] =
    /docker exec \$\(docker ps -qf name=coop_([\w-]+)\..*rose backup --to (\S+)/.exec(runbook) ?? [];
  const volumes = stack.services[service ?? '']?.volumes ?? [];
  expect(volumes.map(String)).toContain(`backups:${folder}`);
});

test('the line to deploy with is the same in the runbook and in the stack file', () => {
  const line = 'set -a; . ./.env; set +a; docker stack deploy';
  expect(runbook).toContain(line);
  const file = readFileSync(new URL('../../../../docker-compose.yml', import.meta.url), 'utf8');
  expect(file.split(`${line} -c docker-compose.yml coop`)).toHaveLength(4);
});
