import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { OperatorError } from '../../lib/errors.js';
import { ownerOnly, syncFolder } from './durable.js';
import { explainFailure } from './explain-failure.js';
import { tablesFolder } from './copy-out.js';

/**
 * Where backups go: `rose-<time>/` for each that is complete, `media/<aa>/<sha256>` for files that several of them name.
 * What is begun is called `.partial` and becomes complete by being renamed, what goes is renamed first; neither is ever
 * taken for a backup.
 */
export interface Target {
  root: string;
  media: string;
}

const complete = /^rose-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ$/;
const unfinished = /^rose-.*\.(?:partial|leaving)$/;

export const nameAt = (at: Date) => `rose-${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z`;

export const targetAt = (root: string): Target => ({ root, media: join(root, 'media') });

/** @throws OperatorError when it cannot be made, or written to. */
export async function makeTarget(root: string): Promise<Target> {
  const target = targetAt(root);
  try {
    await mkdir(root, { recursive: true, mode: ownerOnly.folder });
    await mkdir(target.media, { recursive: true, mode: ownerOnly.folder });
    return target;
  } catch (cause) {
    throw new OperatorError(
      `Nothing can be written to ${root}; give another folder with --to, or let us write there.`,
      {
        cause,
      },
    );
  }
}

/** Names of the complete ones, the oldest first. */
export async function listBackups({ root }: Target): Promise<string[]> {
  const names = await readdir(root).catch((cause: unknown) => {
    throw new OperatorError(`There is no folder ${root}; say where the backups are.`, { cause });
  });
  return names.filter((name) => complete.test(name)).sort();
}

/** Takes away what a run left that was killed. Only for whoever knows that no other runs. */
export async function clearUnfinished({ root }: Target): Promise<void> {
  for (const name of await readdir(root)) {
    if (unfinished.test(name)) await rm(join(root, name), { recursive: true, force: true });
  }
}

/** Makes the folder of a backup that is not complete yet. @throws OperatorError when there is one of this second. */
export async function beginBackup({ root }: Target, name: string): Promise<string> {
  const isThere = await stat(join(root, name)).catch(() => null);
  if (isThere !== null) throw new OperatorError(`There is a backup ${name} already; wait a second, then try again.`);
  const folder = join(root, `${name}.partial`);
  await mkdir(join(folder, tablesFolder), { recursive: true, mode: ownerOnly.folder }).catch((error: unknown) => {
    throw explainFailure(error);
  });
  return folder;
}

/** From here on it is one. */
export async function completeBackup({ root, media }: Target, name: string): Promise<string> {
  const [partial, folder] = [join(root, `${name}.partial`), join(root, name)];
  await syncFolder(join(partial, tablesFolder));
  await syncFolder(partial);
  await syncFolder(media);
  await rename(partial, folder);
  await syncFolder(root);
  return folder;
}

/** From the first step on it is none. */
export async function removeBackup({ root }: Target, name: string): Promise<void> {
  const leaving = join(root, `${name}.leaving`);
  await rename(join(root, name), leaving);
  await rm(leaving, { recursive: true, force: true });
}
