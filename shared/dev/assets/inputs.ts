import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';

import { appNames } from '../../contracts/apps.js';

/** One workspace's static folder and where its finished files go. */
export interface StaticFolder {
  from: string;
  to: string;
  /** The shared one also carries fonts and the icon sprite. */
  isShared: boolean;
}

export function staticFolders(root: string): StaticFolder[] {
  return ['shared', ...appNames]
    .map((workspace) => ({
      from: join(root, workspace, 'static'),
      to: join(root, workspace, 'dist', 'static'),
      isShared: workspace === 'shared',
    }))
    .filter((folder) => existsSync(folder.from));
}

/** Plain names of all files in a static folder, sorted, with `/` on every system. */
export function sourceNames(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join(posix.sep))
    .sort();
}

/** A fingerprint of files by name and content. */
export function fingerprint(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}
