import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf } from '../process/process-info.js';
import { writePrivate } from './write-private.js';

export interface ListedProcess {
  name: string;
  pid: number;
  /** Tells it from a later process with the same number. */
  identity: string;
}

const fileOf = (dataDir: string) => join(dataDir, 'processes.json');

/** What a start that was killed had running. */
export function readProcessList(dataDir: string): ListedProcess[] {
  try {
    return JSON.parse(readFileSync(fileOf(dataDir), 'utf8')) as ListedProcess[];
  } catch {
    return [];
  }
}

/** The processes of this start, on disk at every moment, so that the next start finds them even after `kill -9`. */
export class ProcessList {
  readonly #byName = new Map<string, ListedProcess>();

  constructor(readonly dataDir: string) {}

  set(name: string, pid: number): void {
    const identity = identityOf(pid);
    if (identity !== null) this.#byName.set(name, { name, pid, identity });
    this.#write();
  }

  pids(): Record<string, number> {
    return Object.fromEntries([...this.#byName.values()].map(({ name, pid }) => [name, pid]));
  }

  remove(): void {
    rmSync(fileOf(this.dataDir), { force: true });
  }

  #write(): void {
    writePrivate(fileOf(this.dataDir), [...this.#byName.values()]);
  }
}
