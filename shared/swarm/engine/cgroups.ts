import { existsSync, readdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { waitUntil } from '../../dev/process/wait-until.js';

const root = '/sys/fs/cgroup';

/** The folders of this name: one in each hierarchy of the old kind, one in all of the new. */
export function cgroupsCalled(name: string): string[] {
  if (!existsSync(root)) return [];
  const hierarchies = ['.', ...readdirSync(root)].map((hierarchy) => join(root, hierarchy));
  return hierarchies.map((hierarchy) => join(hierarchy, name)).filter((folder) => existsSync(folder));
}

/** The kernel leaves them empty; what still holds a process stays, and is found by who looks for leftovers. */
export async function removeCgroups(name: string): Promise<void> {
  await waitUntil(() => cgroupsCalled(name).every((folder) => removed(folder)), 5_000, 100);
}

function removed(folder: string): boolean {
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) removed(join(folder, entry.name));
    }
    rmdirSync(folder);
    return true;
  } catch {
    return !existsSync(folder);
  }
}
