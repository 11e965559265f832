import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { makeBackup, type BackupOptions } from '../infrastructure/backup/make-backup.js';
import { restoreBackup, type RestoreOptions } from '../infrastructure/backup/restore-backup.js';
import { testDatabase, type TestDatabase } from './test-database.js';

/** Databases and a folder for backups, all gone afterwards. */
export interface BackupDesk {
  /** Where backups go. */
  to: string;
  secretKey: string;
  open(template?: string): Promise<TestDatabase>;
  /** A connection to a database. */
  connect(url: string): Promise<pg.Client>;
  backUp(url: string, options?: Partial<BackupOptions>): ReturnType<typeof makeBackup>;
  restore(folder: string, url: string, options?: Partial<RestoreOptions>): ReturnType<typeof restoreBackup>;
  clear(): Promise<void>;
}

export async function backupDesk(): Promise<BackupDesk> {
  const to = await mkdtemp(join(tmpdir(), 'rose-backup-'));
  const secretKey = randomBytes(32).toString('hex');
  const undo: (() => Promise<unknown>)[] = [];
  const quiet = { mediaDir: null, say: () => undefined };
  const nothing = () => Promise.resolve();
  return {
    ...{ to, secretKey },
    async open(template) {
      const database = await testDatabase(template);
      undo.push(() => database.drop());
      return database;
    },
    async connect(url) {
      const client = new pg.Client({ connectionString: url });
      client.on('error', () => undefined);
      await client.connect();
      undo.push(() => client.end());
      return client;
    },
    backUp: (url, options) => makeBackup({ ...quiet, databaseUrl: url, secretKey, to, keep: null, ...options }),
    restore: (folder, url, options) =>
      restoreBackup({
        ...{ ...quiet, folder, databaseUrl: url, secretKeys: [secretKey], allow: nothing, check: nothing, ...options },
      }),
    async clear() {
      for (const step of undo.splice(0).reverse()) await step();
      await rm(to, { recursive: true, force: true });
    },
  };
}
