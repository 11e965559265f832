import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { rootFolder } from '../../dev/data-dir/root-folder.js';
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

beforeEach(() => {
  checkout = new Checkout();
  server = mkdtempSync(join(tmpdir(), 'rose-server-'));
  mkdirSync(join(server, 'bin'));
  writeFileSync(join(server, 'bin/ssh'), fakeSsh);
  chmodSync(join(server, 'bin/ssh'), 0o755);
  checkout.write({ '.gitea/scripts/deploy.sh': readFileSync(join(rootFolder, '.gitea/scripts/deploy.sh'), 'utf8') });
  chmodSync(join(checkout.folder, '.gitea/scripts/deploy.sh'), 0o755);
  checkout.commit({ 'deploy.sh': '#!/bin/sh\ngit rev-parse HEAD >>../deployed\nexit "$(cat ../ends-with)"\n' });
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

function deploy(env: Record<string, string> = secrets): Promise<{ code: number; said: string }> {
  const PATH = `${join(server, 'bin')}:${process.env['PATH'] ?? ''}`;
  return new Promise((resolve) => {
    execFile(
      '.gitea/scripts/deploy.sh',
      {
        cwd: checkout.folder,
        env: { PATH, SERVER: server, GIT_CONFIG_GLOBAL: '/dev/null', DEPLOY_PAUSE: '0', DEPLOY_TRIES: '3', ...env },
      },
      (error, out, err) => {
        resolve({ code: Number(error?.code ?? 0), said: out + err });
      },
    );
  });
}

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

test.each(Object.keys(secrets))('a missing %s is named', async (name) => {
  const { code, said } = await deploy({ ...secrets, [name]: '' });
  expect([code, existsSync(join(server, 'ssh-calls'))]).toEqual([1, false]);
  expect(said).toContain(`${name} is missing`);
});
