import { spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { rootFolder } from '../../dev/data-dir/root-folder.js';
import { eventually } from '../../testing/eventually.js';
import { Checkout } from './checkout-under-test.js';

let checkout: Checkout, server: string;

// Stands for ssh: notes what it was given, then does as the server would, in the home of the user there.
const fakeSsh = `#!/usr/bin/env bash
printf '%s\\n' "$*" >>"$SERVER/ssh-calls"
while [ "$1" != ada@server ]; do
  case $1 in -i) cp "$2" "$SERVER/key-given" ;; UserKnownHostsFile=*) cp "\${1#*=}" "$SERVER/known-given" ;; esac
  shift
done
shift && cd "$SERVER" && exec bash -c "$*"`;

// Where there is a file `wait` the deploy of what it names takes until that file is gone; it speaks before and after.
const fakeDeploy = `#!/bin/sh
head=$(git rev-parse HEAD)
echo "begun $head"
while [ "$(cat ../wait 2>/dev/null)" = "$head" ]; do sleep 0.02; done
echo going on
[ "$(git rev-parse HEAD)" = "$head" ] || exit 9
echo "$head" >>../deployed
exit "$(cat ../ends-with)"
`;

beforeEach(() => {
  checkout = new Checkout();
  server = mkdtempSync(join(tmpdir(), 'rose-server-'));
  mkdirSync(join(server, 'bin'));
  writeFileSync(join(server, 'bin/ssh'), fakeSsh);
  chmodSync(join(server, 'bin/ssh'), 0o755);
  cpSync(join(rootFolder, '.gitea/scripts'), join(checkout.folder, '.gitea/scripts'), { recursive: true });
  checkout.commit({ 'deploy.sh': fakeDeploy });
  checkout.git('clone', '--quiet', checkout.folder, join(server, 'rose-ash'));
  writeFileSync(join(server, 'ends-with'), '0');
});
afterEach(() => {
  checkout.remove();
  rmSync(server, { recursive: true });
});

const secrets = {
  DEPLOY_HOST: 'ada@server',
  DEPLOY_SSH_KEY: 'the private key',
  DEPLOY_KNOWN_HOSTS: 'server ssh-ed25519 AAAA',
};

function begin(env: Record<string, string> = secrets) {
  const PATH = `${join(server, 'bin')}:${process.env['PATH'] ?? ''}`;
  const child = spawn('.gitea/scripts/deploy.sh', {
    cwd: checkout.folder,
    env: { PATH, SERVER: server, GIT_CONFIG_GLOBAL: '/dev/null', DEPLOY_PAUSE: '0', DEPLOY_TRIES: '3', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()));
  const ended = new Promise<{ code: number | null; said: string }>((resolve) => {
    child.on('close', (code) => {
      resolve({ code, said });
    });
  });
  const hasSaid = (words: string) =>
    eventually(
      () => said,
      (all) => all.includes(words),
    );
  return { child, ended, hasSaid };
}

const deploy = (env?: Record<string, string>) => begin(env).ended;

const onServer = (name: string) => readFileSync(join(server, name), 'utf8');

test('the commit is brought to the server and deployed there', async () => {
  const commit = checkout.commit({ 'cart/app.ts': 'newer' });
  const { code, said } = await deploy();
  expect([code, onServer('deployed')]).toEqual([0, `${commit}\n`]);
  expect([onServer('key-given'), onServer('known-given')]).toEqual(['the private key\n', 'server ssh-ed25519 AAAA\n']);
  expect(said).not.toContain('private key');
});

test('only the host whose keys are known is spoken to, and nothing of the key stays', async () => {
  await deploy();
  const calls = onServer('ssh-calls').trim().split('\n');
  for (const call of calls) expect(call).toContain('-o StrictHostKeyChecking=yes');
  const [, key = ''] = /-i (\S+)/.exec(calls[0] ?? '') ?? [];
  expect([key.length > 0, existsSync(key)]).toEqual([true, false]);
});

test('a deploy that fails on the server fails here, with its code', async () => {
  writeFileSync(join(server, 'ends-with'), '5');
  expect((await deploy()).code).toBe(5);
  expect(onServer('deployed').trim().split('\n')).toHaveLength(1);
});

test('another deploy is waited for', async () => {
  writeFileSync(join(server, 'ends-with'), '3');
  expect((await deploy()).code).toBe(3);
  expect(onServer('deployed').trim().split('\n')).toHaveLength(3);
});

test('commits that come while one is deployed wait for it, and only the last of them is deployed', async () => {
  const first = checkout.commit({ 'cart/app.ts': 'first' });
  writeFileSync(join(server, 'wait'), first);
  const runs = [begin()];
  await runs[0]?.hasSaid(`begun ${first}`);
  for (const contents of ['second', 'third']) {
    checkout.commit({ 'cart/app.ts': contents });
    const run = begin();
    runs.push(run);
    await run.hasSaid('Waiting for the deploy before this one.');
  }
  rmSync(join(server, 'wait'));
  const outcomes = await Promise.all(runs.map(({ ended }) => ended));
  expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(onServer('deployed')).toBe(`${first}\n${checkout.git('rev-parse', 'HEAD')}\n`);
  expect(outcomes[1]?.said).toContain('A later commit was brought here since, and is deployed instead.');
});

test('a deploy goes on to its end when nobody listens any more, and the next one waits for that', async () => {
  const commit = checkout.commit({ 'cart/app.ts': 'newer' });
  writeFileSync(join(server, 'wait'), commit);
  const { child, hasSaid } = begin();
  await hasSaid(`begun ${commit}`);
  child.stdout.destroy();
  child.stderr.destroy();
  child.kill();
  const next = begin();
  await next.hasSaid('Waiting for the deploy before this one.');
  rmSync(join(server, 'wait'));
  expect((await next.ended).code).toBe(0);
  expect(onServer('deployed')).toBe(`${commit}\n${commit}\n`);
});

test('without known hosts it says so, and still keeps to the one that answered first', async () => {
  const { code, said } = await deploy({ ...secrets, DEPLOY_KNOWN_HOSTS: '' });
  expect([code, onServer('known-given').trim()]).toEqual([0, '']);
  expect(said).toContain('DEPLOY_KNOWN_HOSTS is not set');
  for (const call of onServer('ssh-calls').trim().split('\n')) {
    expect(call).toContain('StrictHostKeyChecking=accept-new');
  }
});

test.each(['DEPLOY_HOST', 'DEPLOY_SSH_KEY'])('a missing %s is named', async (name) => {
  const { code, said } = await deploy({ ...secrets, [name]: '' });
  expect([code, existsSync(join(server, 'ssh-calls'))]).toEqual([1, false]);
  expect(said).toContain(`${name} is missing`);
});
