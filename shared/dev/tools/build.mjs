// Compiles every workspace and makes the static files. Removes compiled files whose source is gone first.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
export const workspaces = ['shared', 'blog', 'market', 'cart', 'events', 'federation', 'account'];

/** Deletes `dist/**` files made from a `.ts` file that no longer exists: a deleted test would run for ever. */
export function removeStale() {
  for (const workspace of workspaces) {
    const dist = join(root, workspace, 'dist');
    if (!existsSync(dist)) continue;
    for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
      const source = /^(.*?)(\.d\.ts|\.js)(\.map)?$/.exec(entry.name)?.[1];
      if (!entry.isFile() || source === undefined) continue;
      const folder = relative(dist, entry.parentPath);
      if (folder.startsWith('static')) continue;
      if (!existsSync(join(root, workspace, folder, `${source}.ts`))) rmSync(join(entry.parentPath, entry.name));
    }
  }
}

export function compile() {
  execFileSync(process.execPath, [join(root, 'node_modules', 'ts7', 'bin', 'tsc'), '-b'], {
    cwd: root,
    stdio: 'inherit',
  });
}

export async function build() {
  removeStale();
  compile();
  const assets = join(root, 'shared', 'dist', 'dev', 'assets', 'build.js');
  if (existsSync(assets)) await (await import(pathToFileURL(assets).href)).buildAssets(root);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await build();
  } catch (error) {
    if (error.status === undefined) throw error;
    process.exitCode = 1;
  }
}
