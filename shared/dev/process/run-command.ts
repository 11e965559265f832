import { spawn, type SpawnOptions } from 'node:child_process';

export interface CommandResult {
  /** Null when the program could not be started or was stopped by a signal. */
  code: number | null;
  output: string;
}

/** Runs a program to its end and gathers what it printed. Never throws: a program that is missing answers code null. */
export function runCommand(file: string, args: readonly string[], options: SpawnOptions = {}): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(file, args, { env: process.env, ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const gather = (chunk: Buffer) => (output += chunk.toString());
    child.stdout.on('data', gather);
    child.stderr.on('data', gather);
    child.once('error', (error) => resolve({ code: null, output: `${output}${error.message}` }));
    child.once('close', (code) => resolve({ code, output }));
  });
}
