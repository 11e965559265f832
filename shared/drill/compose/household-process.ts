import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { AppName } from '../../contracts/apps.js';
import { waitUntil } from '../../dev/process/wait-until.js';
import type { Edit } from './edit.js';
import type { News, Wish } from './household.js';

const entry = fileURLToPath(new URL('./household.js', import.meta.url));
const bootMs = 60_000;
const stopMs = 20_000;

type Ports = Partial<Record<AppName, { open: number; internal: number }>>;

/** Some services in a process of their own, which can be killed and comes again on other ports. */
export class HouseholdProcess {
  #child: ChildProcess;
  #ports: Ports | null = null;
  #wishes = 0;
  readonly #waiting = new Map<number, (news: Extract<News, { kind: 'done' }>) => void>();

  constructor(
    readonly name: string,
    private readonly apps: readonly AppName[],
    private readonly env: Record<string, string>,
  ) {
    this.#child = this.#start();
  }

  /** Where its services answer. Throws when it does not come up. */
  async ready(): Promise<Ports> {
    await waitUntil(() => this.#ports !== null || this.#child.exitCode !== null, bootMs);
    if (this.#ports === null) throw new Error(`${this.name} did not start.`);
    return this.#ports;
  }

  /** Changes something in that process. Resolves with the time it took there, in ms. */
  async edit(edit: Edit): Promise<number> {
    const wish: Wish = { id: (this.#wishes += 1), edit };
    const done = new Promise<Extract<News, { kind: 'done' }>>((resolve) => this.#waiting.set(wish.id, resolve));
    this.#child.send(wish);
    const { problem, ms } = await done;
    if (problem !== null) throw new Error(`${this.name} could not edit: ${problem}`);
    return ms;
  }

  /** As a machine that loses power. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended();
  }

  restart(): void {
    this.#child = this.#start();
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), stopMs);
    await this.#ended();
    clearTimeout(timer);
  }

  async #ended(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit');
  }

  #start(): ChildProcess {
    this.#ports = null;
    const child = spawn(process.execPath, ['--enable-source-maps', entry, ...this.apps], {
      env: { PATH: process.env['PATH'], ...this.env },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.on('message', (news: News) => {
      if (news.kind === 'ready') this.#ports = news.ports;
      else this.#waiting.get(news.id)?.(news);
    });
    return child;
  }
}
