import { spawn, type SpawnOptions } from 'node:child_process';

export type Command = readonly [program: string, ...args: string[]];

export interface Limits extends Pick<SpawnOptions, 'cwd' | 'env'> {
  /** After so many seconds the program and what it started are ended. */
  seconds?: number;
}

export interface Ran {
  /** 124 or 137 when the time was over. */
  code: number;
  out: string;
  err: string;
}

/** Runs a program to its end, or to the end of its time. Throws only where it cannot be started. */
export function run(command: Command, { seconds = 60, ...options }: Limits = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const args = ['--kill-after=5', String(seconds), ...command];
    const child = spawn('timeout', args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const ran = { out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => (ran.out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (ran.err += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 137, ...ran }));
  });
}

/** What a program printed on its standard output. Throws the last that it said when it failed or took too long. */
export async function must(command: Command, limits: Limits = {}): Promise<string> {
  const { code, out, err } = await run(command, limits);
  if (code === 0) return out.trim();
  throw new Error(`${command.slice(0, 4).join(' ')} ended with ${code}:\n${lastOf(`${out}\n${err}`)}`);
}

/** The last lines of a long text. */
export function lastOf(text: string, lines = 40): string {
  return text.trimEnd().split('\n').slice(-lines).join('\n');
}
