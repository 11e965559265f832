import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ReadyMessage } from '../../infrastructure/app/supervised.js';
import { nodeOn } from './cores.js';

/** A process of its own that answers over HTTP and can be asked what it has spent. */
export interface Child extends Omit<ReadyMessage, 'kind'> {
  /** By name, of a process that is several services. */
  ports: Readonly<Record<string, number>>;
  /** Microseconds of all cores, user and system, since it was started. */
  spent(): Promise<number>;
  stop(): Promise<void>;
}

export interface ChildOptions {
  script: string;
  core: string | undefined;
  env?: Record<string, string>;
  /** Said to it when it asks, with the message `what?`. */
  tell?: object;
}

const preload = new URL('./children/tell-cpu.js', import.meta.url).href;
const bootMs = 60_000;
const stopMs = 15_000;

/** The path of a script in `children`. */
export const childScript = (name: string) => fileURLToPath(new URL(`./children/${name}.js`, import.meta.url));

/** Options of Node for what is measured: `--cpu-prof --cpu-prof-dir=...` tells where the time goes. */
const nodeOptions = () => (process.env['ROSE_BENCH_NODE_OPTIONS'] ?? '').split(' ').filter((part) => part !== '');

/** Started, not waited for. */
export function spawnChild({ script, core, env = {} }: ChildOptions): ChildProcess {
  const [file, args] = nodeOn(core, [...nodeOptions(), '--import', preload, script]);
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(file, args, {
    env: { PATH, HOME, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return child;
}

/** Throws when it does not come up. */
export async function startChild(options: ChildOptions): Promise<Child> {
  const child = spawnChild(options);
  try {
    if (options.tell !== undefined) {
      await hear(child, 'what?', bootMs);
      child.send(options.tell);
    }
    const ready = await hear<ReadyMessage & { ports?: Child['ports'] }>(child, 'ready', bootMs);
    const { publicPort, internalPort, ports = {} } = ready;
    return {
      ...{ publicPort, internalPort, ports },
      async spent() {
        const answer = hear<{ kind: string; micros: number }>(child, 'cpu', bootMs);
        child.send('cpu?');
        return (await answer).micros;
      },
      stop: () => stopChild(child),
    };
  } catch (error) {
    await stopChild(child);
    throw error;
  }
}

export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopMs);
  await ended;
  clearTimeout(timer);
}

/** The next message of this kind. */
export function hear<M extends { kind: string }>(child: ChildProcess, kind: M['kind'], ms: number): Promise<M> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      clearTimeout(timer);
      child.off('message', listen).off('exit', fail);
    };
    const listen = (message: unknown) => {
      if ((message as M).kind !== kind) return;
      leave();
      resolve(message as M);
    };
    const fail = () => {
      leave();
      reject(new Error(`${child.spawnargs.at(-1)} said no "${kind}"`));
    };
    const timer = setTimeout(fail, ms);
    child.on('message', listen).once('exit', fail);
  });
}
