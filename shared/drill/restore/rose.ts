import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { waitUntil } from '../../dev/process/wait-until.js';
import { memoryOf } from '../process-memory.js';

const main = fileURLToPath(new URL('../../cli/main.js', import.meta.url));
const lookEveryMs = 50;

export interface Ran {
  said: Record<string, unknown>;
  seconds: number;
  peakMb: number;
}

/** Runs a command of `rose` in a process of its own. Throws what it complained of. */
export async function rose(env: Record<string, string>, ...args: string[]): Promise<Ran> {
  const began = performance.now();
  const child = start(env, args);
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.setEncoding('utf8').on('data', (part: string) => out.push(part));
  child.stderr.setEncoding('utf8').on('data', (part: string) => err.push(part));
  let peakMb = 0;
  const look = async () => {
    peakMb = Math.max(peakMb, (await memoryOf(child.pid))?.peakMb ?? 0);
  };
  const timer = setInterval(() => void look(), lookEveryMs);
  const code = await new Promise((resolve) => child.once('close', resolve));
  clearInterval(timer);
  if (code !== 0) throw new Error(`rose ${args.join(' ')}: ${err.join('')}`);
  const said = JSON.parse(out.join('') || '{}') as Record<string, unknown>;
  return { said, seconds: (performance.now() - began) / 1000, peakMb };
}

/** Kills the command so many ms after it began its work. Whether it was in time. */
export async function killRose(
  env: Record<string, string>,
  args: string[],
  hasBegun: () => Promise<boolean> | boolean,
  afterMs: number,
): Promise<boolean> {
  const child = start(env, args);
  child.stdout.resume();
  child.stderr.resume();
  const ended = new Promise<NodeJS.Signals | null>((resolve) =>
    child.once('close', (_code, signal: NodeJS.Signals | null) => resolve(signal)),
  );
  await waitUntil(async () => child.exitCode !== null || (await hasBegun()), 30_000);
  setTimeout(() => child.kill('SIGKILL'), afterMs);
  return (await ended) === 'SIGKILL';
}

function start(env: Record<string, string>, args: string[]) {
  return spawn(process.execPath, [main, ...args], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
