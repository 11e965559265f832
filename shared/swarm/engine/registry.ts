import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stopProcess } from '../../dev/process/stop-process.js';
import { waitUntil } from '../../dev/process/wait-until.js';
import { logOf, type Engine } from './engine.js';
import { must, run, type Limits } from './must.js';

/** Where the engine finds it; the same in every run, since the network is the engine's own. */
export const registryAddress = '127.0.0.1:5000';

export interface Registry {
  user: string;
  password: string;
  stop(): Promise<void>;
}

/** Unpacks Debian's registry without installing it. */
export async function fetchRegistry(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await must(['apt-get', '-qq', 'download', 'docker-registry'], { cwd: folder, seconds: 120 });
  const [file = ''] = readdirSync(folder).filter((name) => name.endsWith('.deb'));
  await must(['dpkg', '-x', join(folder, file), folder]);
}

/** Starts it where the engine's ports are, for those who know the password only; `docker` is one of them afterwards. */
export async function startRegistry(
  engine: Engine,
  { folder, home, env }: { folder: string; home: string } & Limits,
): Promise<Registry> {
  const user = 'ship';
  const password = randomBytes(12).toString('hex');
  const settings = join(folder, 'registry.yml');
  writeFileSync(settings, settingsOf(folder));
  writeFileSync(join(folder, 'users'), `${user}:${await bcrypt(password)}\n`);
  const log = openSync(join(home, 'log'), 'a');
  const command = engine.inside([join(folder, 'usr/bin/docker-registry'), 'serve', settings]);
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...command], { cwd: '/', stdio: ['ignore', log, log] });
  closeSync(log);
  const login = ['docker', 'login', '--username', user, '--password', password, registryAddress] as const;
  const isUp = await waitUntil(async () => (await run(login, { env, seconds: 10 })).code === 0, 20_000, 200);
  if (!isUp) throw new Error(`the registry let nobody in:\n${logOf(home)}`);
  return { user, password, stop: () => stopRegistry(child) };
}

async function stopRegistry({ pid }: ChildProcess): Promise<void> {
  if (pid === undefined) return;
  await stopProcess(pid, [
    { signal: 'SIGTERM', waitMs: 5_000 },
    { signal: 'SIGKILL', waitMs: 5_000 },
  ]);
}

function settingsOf(folder: string): string {
  return [
    'version: 0.1',
    'log: { level: warn, accesslog: { disabled: true } }',
    `storage: { filesystem: { rootdirectory: ${join(folder, 'kept')} }, delete: { enabled: true } }`,
    `http: { addr: ${registryAddress} }`,
    `auth: { htpasswd: { realm: rose, path: ${join(folder, 'users')} } }`,
    '',
  ].join('\n');
}

/** The one kind of hash that the registry takes. Few rounds: it is asked with every request. */
function bcrypt(password: string): Promise<string> {
  const salt = randomBytes(11).toString('hex');
  return must(['perl', '-e', 'print crypt($ARGV[0], $ARGV[1])', password, `$2b$05$${salt}`]);
}
