import { join, resolve } from 'node:path';
import { listBackups, targetAt } from '../../infrastructure/backup/backup-folder.js';
import { readManifest } from '../../infrastructure/backup/manifest.js';
import { countOf } from '../../lib/count-of.js';
import type { World } from '../world.js';
import { countsOf, sizeOf } from './sizes.js';

export async function showBackups({ stdout }: World, root: string, json: true | undefined): Promise<void> {
  const target = targetAt(resolve(root));
  const backups = [];
  for (const name of await listBackups(target)) {
    const folder = join(target.root, name);
    const manifest = await readManifest(folder);
    backups.push({ folder, takenAt: manifest.takenAt, version: manifest.version, ...countsOf(manifest) });
  }
  stdout.write(json ? `${JSON.stringify({ backups })}\n` : inWords(backups));
}

type Listed = { folder: string; takenAt: string } & ReturnType<typeof countsOf>;

function inWords(backups: readonly Listed[]): string {
  if (backups.length === 0) return 'There is no backup in it.\n';
  return backups
    .map(({ folder, takenAt, rows, bytes, media }) => {
      const pictures = media === null ? 'no pictures' : `${sizeOf(media.bytes)} of pictures`;
      return `${folder}\n  ${takenAt.slice(0, 16).replace('T', ' ')} UTC, ${countOf(rows, 'row', 'rows')} in ${sizeOf(bytes)}, ${pictures}\n`;
    })
    .join('');
}
