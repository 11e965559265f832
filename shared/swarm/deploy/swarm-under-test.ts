import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { rootFolder } from '../../dev/data-dir/root-folder.js';
import type { Checkout } from './checkout-under-test.js';

export interface Outcome {
  code: number | null;
  /** Everything that was printed. */
  said: string;
  /** What was asked of docker, in order. */
  calls: string[];
}

/** A Swarm and a registry that are a folder; see fake-docker.sh. */
export class Swarm {
  readonly folder = mkdtempSync(join(tmpdir(), 'rose-swarm-'));

  constructor(
    private readonly edge: string,
    copied?: Swarm,
  ) {
    if (copied) cpSync(copied.folder, this.folder, { recursive: true, verbatimSymlinks: true });
    else this.#begin();
  }

  #begin(): void {
    mkdirSync(join(this.folder, 'bin'));
    symlinkSync(join(rootFolder, 'shared/swarm/deploy/fake-docker.sh'), join(this.folder, 'bin/docker'));
    for (const name of ['fails', 'registry', 'services', 'configs', 'ids', 'local']) mkdirSync(join(this.folder, name));
  }

  /** Runs the checkout's deploy.sh to its end. */
  async deploy(checkout: Checkout, args: readonly string[] = [], env: Record<string, string> = {}): Promise<Outcome> {
    writeFileSync(join(this.folder, 'calls'), '');
    for (const name of readdirSync(this.folder)) if (name.startsWith('stack-file-')) rmSync(join(this.folder, name));
    const child = spawn('bash', ['-c', 'echo $$ >"$FAKE_SWARM/pid"; exec ./deploy.sh "$@"', 'deploy', ...args], {
      cwd: checkout.folder,
      env: { ...this.#environment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()));
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { code, said, calls: this.#read('calls').split('\n').filter(Boolean) };
  }

  /** docker fails at `call` ("push-cart") and says this. */
  fail(call: string, said = 'something broke'): void {
    writeFileSync(join(this.folder, 'fails', call), said);
  }

  write(name: string, contents: string): void {
    writeFileSync(join(this.folder, name), contents);
  }

  mend(...names: string[]): void {
    for (const name of names) rmSync(join(this.folder, name), { force: true });
    for (const name of readdirSync(join(this.folder, 'fails'))) rmSync(join(this.folder, 'fails', name));
  }

  /** Images by service; without the registry's name. */
  running(): Record<string, string> {
    const names = readdirSync(join(this.folder, 'services'));
    return Object.fromEntries(names.map((name) => [name, this.#read(`services/${name}/image`)]));
  }

  configs(): string[] {
    return readdirSync(join(this.folder, 'configs')).sort();
  }

  /** A config that somebody else made. */
  hold(name: string, contents: string): void {
    writeFileSync(join(this.folder, 'configs', name), contents);
    writeFileSync(join(this.folder, 'ids', 'id-of-another'), name);
  }

  config(name: string): string {
    return this.#read(`configs/${name}`);
  }

  images(): string[] {
    return readdirSync(join(this.folder, 'registry')).sort();
  }

  /** What the last deploy gave to the Swarm, in order. */
  stackFiles(): string[] {
    return readdirSync(this.folder)
      .filter((name) => name.startsWith('stack-file-'))
      .sort()
      .map((name) => this.#read(name));
  }

  contextOf(app: string): string[] {
    return this.#read(`context-${app}`).split('\n');
  }

  /** A file of the stand-in's. */
  has(name: string): string {
    return this.#read(name);
  }

  /** Calls that the stand-in does not know: there must be none. */
  unknownCalls(): string {
    return existsSync(join(this.folder, 'unknown')) ? this.#read('unknown') : '';
  }

  /** The registry has no image of this app any more. */
  lose(app: string): void {
    for (const name of this.images()) if (name.includes(`+${app}:`)) rmSync(join(this.folder, 'registry', name));
  }

  /** As it was before the first deploy. */
  empty(): void {
    for (const name of ['services', 'configs', 'ids', 'registry', 'local']) {
      rmSync(join(this.folder, name), { recursive: true });
      mkdirSync(join(this.folder, name));
    }
  }

  /** All that docker knows. */
  everything(): Record<string, string> {
    const files = readdirSync(this.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = files.map((entry) => relative(this.folder, join(entry.parentPath, entry.name)));
    return Object.fromEntries(
      paths.filter((path) => !/^(calls|pid|stack-file-.*)$/.test(path)).map((path) => [path, this.#read(path)]),
    );
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  #environment(): Record<string, string> {
    return {
      PATH: `${join(this.folder, 'bin')}:${process.env['PATH'] ?? ''}`,
      HOME: this.folder,
      FAKE_SWARM: this.folder,
      BASE_DOMAIN: 'rose.test',
      DEPLOY_EDGE: this.edge,
      DEPLOY_POLL_SECONDS: '0.01',
      DEPLOY_SMOKE_SECONDS: '1',
      DEPLOY_WAIT_SECONDS: '60',
      GIT_CONFIG_GLOBAL: '/dev/null',
    };
  }
}
