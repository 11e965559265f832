import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { rootFolder } from '../../dev/data-dir/root-folder.js';

export const apps = ['blog', 'market', 'cart', 'events', 'federation', 'account'] as const;
export type App = (typeof apps)[number];

const someone = ['-c', 'user.name=Tess', '-c', 'user.email=tess@rose-ash.test', '-c', 'commit.gpgsign=false'];
const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };

const service = (name: string, app: string) =>
  `  ${name}:\n    image: \${${app.toUpperCase()}_IMAGE:-registry.rose-ash.com:5000/${app}:latest}\n`;
const stackFile = [
  '# The stack. $' +
    '{SPOKEN_OF:?only in a comment}\nx-both: &both\n  environment: { BASE_DOMAIN: $' +
    '{BASE_DOMAIN:?the domain} }\n',
  'services:\n',
  ...apps.flatMap((app) => [service(app, app), service(`${app}-worker`, app)]),
  '  db:\n    image: postgres:16-bookworm\n  edge:\n    image: caddy:2\n',
  'networks:\n  edge:\n    driver: overlay\n',
].join('');

/** Changes of a commit: contents by path; null takes the file away. */
export type Change = Record<string, string | null>;

/** A small checkout with the real deploy.sh, in a folder and a git repository of its own. */
export class Checkout {
  readonly folder = mkdtempSync(join(tmpdir(), 'rose-deploy-'));

  constructor(copied?: Checkout) {
    if (copied) cpSync(copied.folder, this.folder, { recursive: true });
    else this.#begin();
  }

  #begin(): void {
    this.git('init', '--quiet', '--template=', '--initial-branch=main');
    cpSync(join(rootFolder, 'deploy.sh'), join(this.folder, 'deploy.sh'));
    cpSync(join(rootFolder, 'shared/swarm/deploy'), join(this.folder, 'shared/swarm/deploy'), {
      recursive: true,
      filter: (path) => !path.endsWith('.ts'),
    });
    this.commit({
      'docker-compose.yml': stackFile,
      'package.json': '{}',
      'package-lock.json': '{}',
      '.gitignore': '.env\n',
      '_config/app-config.yaml': 'hosts: {}',
      '_config/edge.Caddyfile': '',
      '_config/away.html': '',
      'shared/lib/words.ts': 'export {};',
      'shared/migrations/1-first.ts': 'export {};',
      ...Object.fromEntries(
        apps.flatMap((app) => [
          [`${app}/Dockerfile`, 'FROM scratch'],
          [`${app}/app.ts`, app],
        ]),
      ),
    });
  }

  git(...args: string[]): string {
    return execFileSync('git', [...someone, ...args], {
      cwd: this.folder,
      env,
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim();
  }

  write(change: Change): void {
    for (const [path, contents] of Object.entries(change)) {
      const file = join(this.folder, path);
      if (contents === null) rmSync(file);
      else {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, contents);
      }
    }
  }

  /** The new commit's name. */
  commit(change: Change): string {
    this.write(change);
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', 'Change something');
    return this.git('rev-parse', 'HEAD');
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
