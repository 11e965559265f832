import { join } from 'node:path';
import { claimDataDir } from '../data-dir/claim-data-dir.js';
import { defaultDataDir } from '../data-dir/root-folder.js';
import type { DownloadFolders } from './find-redis.js';

const inside = (dataDir: string) => join(dataDir, 'tools', 'redis');

/** The default data folder's download is shared by all instances of a checkout; one that starts elsewhere keeps its own. */
export function downloadFolders(dataDir = defaultDataDir): DownloadFolders {
  claimDataDir(dataDir);
  return [inside(dataDir), inside(defaultDataDir)];
}
