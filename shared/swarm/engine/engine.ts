import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { stopProcess } from '../../dev/process/stop-process.js';
import { waitUntil } from '../../dev/process/wait-until.js';
import { removeCgroups } from './cgroups.js';
import { lastOf, run, type Command } from './must.js';

/** Of the machine for building, which needs the packages of the world; of its own for everything that listens. */
export type Network = 'of the machine' | 'of its own';

export interface EngineOptions {
  /** The one folder in which everything lies: images, socket, log. */
  home: string;
  network: Network;
}

export interface Engine {
  /** The first process inside, whose namespaces a program can enter. */
  init: number;
  /** The same program, started where the engine's ports are. */
  inside: (command: Command) => Command;
  stop(): Promise<void>;
}

// Signals reach dockerd through docker-init, which also buries what is left of containers.
const insideFirst =
  'mount --make-rprivate /; hostname rose-swarm; [ "$1" = none ] || ip link set lo up; shift; exec docker-init -- "$@"';
const namespaces = ['--mount', '--pid', '--uts', '--fork', '--kill-child', '--mount-proc'];
// Without these an engine in the machine's own network would turn on forwarding there and write firewall rules.
const touchNothing = ['--bridge=none', '--iptables=false', '--ip-forward=false', '--ip-masq=false'];

/** Everything that the kernel gives containers is below this name. */
export const cgroupOf = (home: string) => home.replace(/.*\//, '');

export const socketOf = (home: string) => join(home, 'docker.sock');

/** Starts dockerd in namespaces of its own and waits until it answers. It dies with us, however we die. */
export async function startEngine({ home, network }: EngineOptions): Promise<Engine> {
  for (const folder of ['data', 'exec']) mkdirSync(join(home, folder), { recursive: true });
  const child = spawnEngine(home, network);
  const engine = { child, init: 0 };
  const isUp = async () => child.exitCode !== null || (await answers(home));
  try {
    await waitUntil(isUp, 30_000, 100);
    if (!(await answers(home))) throw new Error(`dockerd did not start:\n${logOf(home)}`);
    engine.init = initOf(child.pid ?? 0);
  } catch (error) {
    await stopEngine(engine, home);
    throw error;
  }
  return {
    init: engine.init,
    inside: (command) => ['nsenter', `--net=/proc/${engine.init}/ns/net`, ...command],
    stop: () => stopEngine(engine, home),
  };
}

function spawnEngine(home: string, network: Network): ChildProcess {
  const own = network === 'of its own';
  const engine = ['dockerd', '--data-root', join(home, 'data'), '--exec-root', join(home, 'exec')];
  const place = ['-p', join(home, 'dockerd.pid'), '-H', `unix://${socketOf(home)}`];
  const kind = ['--storage-driver', 'overlay2', '--cgroup-parent', `/${cgroupOf(home)}`, '--log-level', 'warn'];
  const args = [
    ...['--pdeathsig', 'KILL', 'unshare', ...namespaces, ...(own ? ['--net'] : [])],
    ...['bash', '-c', insideFirst, '_', own ? 'own' : 'none', ...engine, ...place, ...kind],
    ...(own ? [] : touchNothing),
  ];
  const log = openSync(join(home, 'log'), 'a');
  const child = spawn('setpriv', args, { detached: true, cwd: '/', stdio: ['ignore', log, log] });
  closeSync(log);
  return child;
}

/** SIGTERM for what is inside; the end of unshare takes whatever is left in its process namespace with it. */
async function stopEngine({ child, init }: { child: ChildProcess; init: number }, home: string): Promise<void> {
  const ended = () => child.exitCode !== null || child.signalCode !== null;
  if (init > 0) {
    process.kill(init, 'SIGTERM');
    await waitUntil(ended, 20_000);
  }
  if (!ended() && child.pid !== undefined) await stopProcess(child.pid, [{ signal: 'SIGKILL', waitMs: 10_000 }]);
  await removeCgroups(cgroupOf(home));
}

function initOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0]);
}

async function answers(home: string): Promise<boolean> {
  const asked: Command = ['docker', '-H', `unix://${socketOf(home)}`, 'version'];
  return (await run(asked, { seconds: 5 })).code === 0;
}

export function logOf(home: string): string {
  return lastOf(readFileSync(join(home, 'log'), 'utf8'));
}
