import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopProcess } from '../../dev/process/stop-process.js';
import { waitUntil } from '../../dev/process/wait-until.js';

export interface Caddy {
  /** Where it keeps certificates and the like; gone when it stops. */
  folder: string;
  stop(): Promise<void>;
}

interface CaddyOptions {
  program: string;
  /** The text of a Caddyfile. */
  file: string;
  env: Record<string, string>;
  /** Loopback ports that must answer before it counts as started. */
  ports: readonly number[];
}

const startMs = 20_000;

/** Runs Caddy with files of its own, and waits until it listens. */
export async function startCaddy({ program, file, env, ports }: CaddyOptions): Promise<Caddy> {
  const folder = mkdtempSync(join(tmpdir(), 'rose-caddy-'));
  const path = join(folder, 'Caddyfile');
  writeFileSync(path, file);
  const child = spawn(program, ['run', '--config', path, '--adapter', 'caddyfile'], {
    env: { PATH: process.env['PATH'], HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const stop = async () => {
    const steps = [
      { signal: 'SIGTERM', waitMs: 5_000 },
      { signal: 'SIGKILL', waitMs: 2_000 },
    ] as const;
    if (child.pid !== undefined) await stopProcess(child.pid, steps);
    rmSync(folder, { recursive: true, force: true });
  };
  const isUp = await waitUntil(async () => (await Promise.all(ports.map(isOpen))).every(Boolean), startMs, 50);
  if (isUp) return { folder, stop };
  await stop();
  throw new Error(`Caddy did not start: ${said.join('')}`);
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
