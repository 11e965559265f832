import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootFolder } from '../dev/data-dir/root-folder.js';
import { isPortFree } from '../dev/process/free-port.js';
import { isAlive } from '../dev/process/process-info.js';
import { waitUntil } from '../dev/process/wait-until.js';
import { lastOffset } from '../dev/settings/ports.js';

export interface Runtime {
  pid: number;
  urls: Record<string, string>;
  ports: Record<string, number>;
  pids: Record<string, number>;
  env: Record<string, string>;
}

/** Where one `npm start` of a test lives. */
export interface Place {
  dataDir: string;
  port: number;
  portBase: number;
}

const width = lastOffset + 2;

async function isBlockFree(first: number): Promise<boolean> {
  for (let port = first; port < first + width; port += 1) {
    if (!(await isPortFree(port))) return false;
  }
  return true;
}

/** A data folder and a block of free ports, below those that the system hands out itself. */
export async function findPlace(): Promise<Place> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    if (await isBlockFree(port)) {
      const dataDir = mkdtempSync(join(tmpdir(), 'rose-ash-stack-'));
      // Open, as a checkout is: in a closed folder root's database would move out, and stay behind.
      chmodSync(dataDir, 0o755);
      return { dataDir, port, portBase: port + 1 };
    }
  }
}

/** A real `npm start`, in a place of its own. */
export class StackUnderTest {
  output = '';
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;

  /** `command` takes the place of node, for a start that has another parent. */
  constructor(
    readonly place: Place,
    options: { args?: string[]; env?: Record<string, string>; command?: [string, ...string[]] } = {},
  ) {
    const { PATH = '', HOME = '' } = process.env;
    const { dataDir, port, portBase } = place;
    const env = { PATH, HOME, DATA_DIR: dataDir, PORT: String(port), PORT_BASE: String(portBase), ...options.env };
    const [file, ...first] = options.command ?? [process.execPath];
    const start = join(rootFolder, 'shared', 'dev', 'tools', 'start.mjs');
    const args = [...first, start, '--no-build', ...(options.args ?? [])];
    this.child = spawn(file, args, { env, cwd: rootFolder, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    }
    this.ended = new Promise((resolve) => this.child.once('close', (code) => resolve(code)));
  }

  /** Throws what it printed when it does not come up. */
  async ready(): Promise<Runtime> {
    const isUp = () => this.output.includes('Ready after') || this.child.exitCode !== null;
    await waitUntil(isUp, 90_000);
    if (!this.output.includes('Ready after')) throw new Error(`npm start did not come up:\n${this.output}`);
    return this.runtime();
  }

  runtime(): Runtime {
    return JSON.parse(readFileSync(this.runtimeFile, 'utf8')) as Runtime;
  }

  get runtimeFile(): string {
    return join(this.place.dataDir, 'runtime.json');
  }

  /** Asks it to stop, as Ctrl-C does, and waits. */
  async stop(): Promise<number | null> {
    this.child.kill('SIGINT');
    return this.ended;
  }
}

/** For the end of a test, however it ended: nothing runs on, nothing lies about. */
export async function clearPlace({ dataDir }: Place, stacks: readonly StackUnderTest[]): Promise<void> {
  const running = stacks.filter((stack) => stack.child.exitCode === null && stack.child.signalCode === null);
  await Promise.all(running.map((stack) => stack.stop()));
  const list = join(dataDir, 'processes.json');
  const left = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as { pid: number }[]) : [];
  await waitUntil(() => left.every(({ pid }) => !isAlive(pid)), 20_000);
  rmSync(dataDir, { recursive: true, force: true });
}
