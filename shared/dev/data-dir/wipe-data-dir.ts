import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isRoot } from '../database/account.js';
import { ownCluster } from '../database/choose-place.js';

const data = ['database', 'redis', 'mailbox', 'media', 'secrets.json', 'runtime.json', 'processes.json'];

/** Starts over: removes the data that lies here, by name, and keeps what was downloaded. Nothing may be running on it. */
export function wipeDataDir(dataDir: string): void {
  // Before the folder that its name is made of is gone.
  const database = join(dataDir, 'database');
  if (isRoot() && existsSync(database)) rmSync(dirname(ownCluster(database)), { recursive: true, force: true });
  for (const name of data) rmSync(join(dataDir, name), { recursive: true, force: true });
}
