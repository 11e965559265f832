import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand, type CommandResult } from '../process/run-command.js';

/** The distribution's packages, fetched with lists and caches of our own: needs no root and touches nothing of the system's. */
export interface AptPackages {
  update(): Promise<CommandResult>;
  /** The packages that these need and that the machine has not installed. */
  missingDependencies(names: readonly string[]): Promise<string[]>;
  /** Downloads the packages and unpacks them into the folder. */
  unpack(names: readonly string[], into: string): Promise<CommandResult>;
}

async function isInstalled(name: string): Promise<boolean> {
  const { code, output } = await runCommand('dpkg-query', ['-W', '-f=${Status}', name]);
  return code === 0 && output.includes('install ok installed');
}

async function unpackAll(folder: string, into: string): Promise<CommandResult> {
  for (const archive of readdirSync(folder).filter((name) => name.endsWith('.deb'))) {
    const result = await runCommand('dpkg-deb', ['-x', join(folder, archive), into]);
    if (result.code !== 0) return result;
  }
  return { code: 0, output: '' };
}

export function openAptPackages(work: string): AptPackages {
  const [lists, cache, archives] = ['lists', 'cache', 'archives'].map((name) => join(work, name)) as [
    string,
    string,
    string,
  ];
  for (const folder of [join(lists, 'partial'), join(cache, 'archives', 'partial'), archives]) {
    mkdirSync(folder, { recursive: true });
  }
  const settings = {
    'Dir::State::lists': lists,
    'Dir::Cache': cache,
    'Debug::NoLocking': '1',
    'APT::Sandbox::User': '',
    'Acquire::Retries': '1',
    'Acquire::http::Timeout': '10',
    'Acquire::https::Timeout': '10',
  };
  const options = Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
  const reasons = ['recommends', 'suggests', 'conflicts', 'breaks', 'replaces', 'enhances'].map(
    (kind) => `--no-${kind}`,
  );
  return {
    update: () => runCommand('apt-get', [...options, 'update']),
    async missingDependencies(names) {
      const { output } = await runCommand('apt-cache', [...options, 'depends', ...reasons, ...names]);
      const wanted = [...output.matchAll(/^[ |]*(?:Pre)?Depends: ([a-z0-9][^\s:<>]*)/gm)].map(
        (match) => match[1] ?? '',
      );
      const checked = await Promise.all(
        [...new Set(wanted)].map(async (name) => ((await isInstalled(name)) ? null : name)),
      );
      return checked.filter((name) => name !== null);
    },
    async unpack(names, into) {
      const fetched = await runCommand('apt-get', [...options, 'download', ...names], { cwd: archives });
      return fetched.code === 0 ? unpackAll(archives, into) : fetched;
    },
  };
}
