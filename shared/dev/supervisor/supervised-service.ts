import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { ReadyMessage } from '../../infrastructure/app/supervised.js';
import { OperatorError } from '../../lib/errors.js';
import { waitUntil } from '../process/wait-until.js';
import { drainMs } from './stop-leftovers.js';

export interface ServiceOptions {
  name: string;
  script: string;
  env: NodeJS.ProcessEnv;
  /** Takes what the service printed, line by line, and the supervisor's own words about it. */
  print: (line: string) => void;
  note: (sentence: string) => void;
  onPid: (pid: number) => void;
}

const longestPauseMs = 30_000;
const steadyAfterMs = 60_000;
const readyWithinMs = 60_000;

/** 1, 2, 4 ... 30 seconds. */
export function pauseMs(failures: number): number {
  return Math.min(1_000 * 2 ** (failures - 1), longestPauseMs);
}

/** One service process: started, started again when it dies, stopped in the end. */
export class SupervisedService {
  #child: ChildProcess | null = null;
  #failures = 0;
  #isStopping = false;
  #pause: NodeJS.Timeout | undefined;

  constructor(readonly options: ServiceOptions) {}

  /** Resolves when it answers. Rejects when it ends before it ever did: then there is something wrong to be told. */
  async start(): Promise<void> {
    const { name } = this.options;
    const words: string[] = [];
    let take = (line: string): void => {
      words.push(line);
    };
    const child = this.#launch((line) => take(line));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string>((resolve) => {
      timer = setTimeout(resolve, readyWithinMs, `${name} did not answer within a minute; LOG_LEVEL=debug shows more.`);
    });
    const ended = once(child, 'close').then(([code]: unknown[]) => explainEnd(name, code, words));
    const problem = await Promise.race([isReady(child), ended, late]);
    clearTimeout(timer);
    if (problem !== null) throw new OperatorError(problem);
    take = this.options.print;
    words.forEach(take);
    this.#keep(child);
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    clearTimeout(this.#pause);
    const child = this.#child;
    if (!child || hasEnded(child)) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => this.kill(), drainMs);
    await gone;
    clearTimeout(timer);
  }

  /** At once, for someone in a hurry. */
  kill(): void {
    this.#child?.kill('SIGKILL');
  }

  #launch(take: (line: string) => void): ChildProcess {
    const { script, env, onPid } = this.options;
    // In a process group of its own: Ctrl-C in the terminal reaches the supervisor alone, which stops things in order.
    const stdio = ['ignore', 'pipe', 'pipe', 'ipc'] as const;
    const child = fork(script, [], { env, detached: true, stdio: [...stdio], execArgv: [] });
    child.on('error', () => undefined);
    this.#child = child;
    forEachLine(child, take);
    if (child.pid !== undefined) onPid(child.pid);
    return child;
  }

  #keep(child: ChildProcess): void {
    const since = performance.now();
    const again = (code: number | null, signal: NodeJS.Signals | null) =>
      this.#startAgain(since, signal ?? `code ${code}`);
    if (hasEnded(child)) again(child.exitCode, child.signalCode);
    else child.once('exit', again);
  }

  #startAgain(since: number, how: string): void {
    if (this.#isStopping) return;
    const wasSteady = performance.now() - since > steadyAfterMs;
    this.#failures = wasSteady ? 1 : this.#failures + 1;
    const pause = pauseMs(this.#failures);
    const { name, note, print } = this.options;
    note(`${name} ended (${how}); it starts again in ${pause / 1000} s`);
    this.#pause = setTimeout(() => {
      const child = this.#launch(print);
      void isReady(child).then(() => hasEnded(child) || note(`${name} answers again`));
      this.#keep(child);
    }, pause);
  }
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

function forEachLine(child: ChildProcess, take: (line: string) => void): void {
  const streams: (Readable | null)[] = [child.stdout, child.stderr];
  for (const stream of streams) {
    if (stream) createInterface({ input: stream }).on('line', take);
  }
}

function hearReady(child: ChildProcess): Promise<ReadyMessage> {
  return new Promise((resolve) => {
    child.on('message', (message) => {
      const { kind } = message as { kind?: unknown };
      if (kind === 'ready') resolve(message as ReadyMessage);
    });
  });
}

async function answersReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
  } catch {
    return false;
  }
}

/** It listens as soon as it says so, and is ready when its database and Redis are connected as well. */
async function isReady(child: ChildProcess): Promise<null> {
  const { internalPort } = await hearReady(child);
  await waitUntil(() => hasEnded(child) || answersReady(internalPort), readyWithinMs, 50);
  return null;
}

/** A service that knows what is wrong says so in one sentence; of another the whole of its words is needed. */
function explainEnd(name: string, code: unknown, words: readonly string[]): string {
  const own = words.find((line) => line.startsWith(`${name}: `));
  if (own !== undefined) return own.slice(name.length + 2);
  const all = words.length > 0 ? ` Its last words:\n${words.slice(-20).join('\n')}` : '';
  return `${name} ended with code ${String(code)} while it was starting.${all}`;
}
