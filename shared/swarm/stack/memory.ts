import { setTimeout as pause } from 'node:timers/promises';
import { must } from '../engine/must.js';
import { bytes } from '../static/stack.js';
import { containersOf, docker } from './docker.js';

/** The most memory of a container of each service, in bytes. */
export type Peaks = Record<string, number>;

const everyMs = 500;

/** Looks, until it is stopped, what each container has of its limit: what may be given back at once (read files) left out. */
export class MemoryWatch {
  readonly #peaks: Peaks = {};
  #isOn = true;
  readonly #watching = this.#watch();

  /** Asks, as well, how large the largest process of each container has ever been; between two looks it may have been more. */
  async askProcesses(): Promise<void> {
    for (const { container, name } of await containersOf()) {
      const lines = await docker('exec', container, 'sh', '-c', 'grep -h VmHWM /proc/[0-9]*/status || true');
      const sizes = [...lines.matchAll(/(\d+) kB/g)].map(([, size]) => Number(size) * 1024);
      this.#note(name, Math.max(0, ...sizes));
    }
  }

  async stop(): Promise<Peaks> {
    this.#isOn = false;
    await this.#watching;
    return this.#peaks;
  }

  async #watch(): Promise<void> {
    while (this.#isOn) {
      await this.#look().catch(() => undefined);
      await pause(everyMs);
    }
  }

  async #look(): Promise<void> {
    const lines = await must(['docker', 'stats', '--no-stream', '--format', '{{.Name}} {{.MemUsage}}'], {
      seconds: 30,
    });
    for (const [, name = '', size = ''] of lines.matchAll(/^coop_([\w-]+)\.\S+ ([\d.]+\w+) /gm)) {
      const [, number = '', unit = ''] = /^([\d.]+)([KMG]?)i?B$/.exec(size) ?? [];
      this.#note(name, Number(number) * bytes(`1${unit}`));
    }
  }

  #note(name: string, size: number): void {
    this.#peaks[name] = Math.max(this.#peaks[name] ?? 0, size);
  }
}
