import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { waitUntil } from '../../dev/process/wait-until.js';
import type { Ground } from './ground.js';

const entry = fileURLToPath(new URL('./worker.js', import.meta.url));
const bootMs = 60_000;
const stopMs = 20_000;

/** A worker in a process of its own, which can be killed and comes again. */
export class WorkerProcess {
  #child: ChildProcess;
  #isReady = false;
  #isWanted = true;
  /** Ends that nobody asked for. */
  unexpectedEnds = 0;

  constructor(
    private readonly ground: Ground,
    readonly name: string,
  ) {
    this.#child = this.#start();
  }

  /** Once it works. Throws when it does not come up. */
  async ready(): Promise<void> {
    if (!(await waitUntil(() => this.#isReady, bootMs))) throw new Error(`${this.name} did not start.`);
  }

  /** As a machine that loses power: nothing is finished, nothing is said. It is started again at once. */
  async kill(): Promise<void> {
    this.#isWanted = false;
    this.#child.kill('SIGKILL');
    await this.#ended();
    this.#child = this.#start();
  }

  /** As a roll does. Whether it ended as it should. */
  async stop(): Promise<boolean> {
    this.#isWanted = false;
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), stopMs);
    await this.#ended();
    clearTimeout(timer);
    return this.#child.exitCode === 0;
  }

  async #ended(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit');
  }

  #start(): ChildProcess {
    this.#isReady = false;
    this.#isWanted = true;
    const child = spawn(process.execPath, ['--enable-source-maps', entry, this.name], {
      env: { PATH: process.env['PATH'], ROSE_DRILL_GROUND: JSON.stringify(this.ground) },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.stdout.once('data', () => (this.#isReady = true));
    child.once('exit', () => {
      if (this.#isWanted) this.unexpectedEnds += 1;
    });
    return child;
  }
}
