import { existsSync } from 'node:fs';
import { OperatorError } from '../../lib/errors.js';
import { canDownload, downloadRedis } from './download-redis.js';
import { findProgram } from './find-program.js';
import { canStart, describeUnpacked, type RedisProgram } from './unpacked-redis.js';

/** Where to look for a Redis that an earlier start downloaded; a new download goes to the first. */
export type DownloadFolders = readonly [string, ...string[]];

async function findDownloaded(folders: DownloadFolders): Promise<RedisProgram | null> {
  for (const folder of folders) {
    const program = existsSync(folder) ? describeUnpacked(folder) : null;
    if (program && (await canStart(program))) return program;
  }
  return null;
}

/**
 * A real Redis, or Valkey, to start: the one on PATH, one downloaded before, or the distribution's own package.
 * `onDownload` is told before the network is used. Throws OperatorError when there is none to be had.
 */
export async function findRedis(
  folders: DownloadFolders,
  onDownload: () => void = () => undefined,
): Promise<RedisProgram> {
  const installed = findProgram(['redis-server', 'valkey-server']);
  if (installed) return { file: installed, env: { PATH: process.env['PATH'] } };
  const downloaded = await findDownloaded(folders);
  if (downloaded) return downloaded;
  if (canDownload()) {
    onDownload();
    return downloadRedis(folders[0]);
  }
  throw new OperatorError(
    'There is no Redis here: install redis-server or valkey-server so that it is on PATH, or set REDIS_URL to one of your own.',
  );
}
