import { Readable } from 'node:stream';
import type { DataSource } from 'typeorm';
import { runCommandLine } from '../cli/command-line.js';
import { openDatabase } from '../infrastructure/db/data-source.js';
import { startGhostServer, type GhostServer } from './ghost-server/start-ghost-server.js';
import { testDatabase } from './test-database.js';

/** The command line beside a Ghost, on a database of its own. */
export interface GhostCommandLine {
  ghost: GhostServer;
  dataSource: DataSource;
  databaseUrl: string;
  /** Runs `rose ghost` with these words. */
  rose(
    args: readonly string[],
    env?: Record<string, string>,
  ): Promise<{ code: number; stdout: string; stderr: string }>;
  close(): Promise<void>;
}

/** It is ten o'clock on 20 November 2026 at the Ghost's. */
export async function ghostCommandLine(): Promise<GhostCommandLine> {
  const database = await testDatabase();
  const dataSource = await openDatabase({ url: database.url, poolSize: 1, applicationName: 'test' });
  const ghost = await startGhostServer({ at: '2026-11-20T10:00:00Z' });
  const usual = { DATABASE_URL: database.url, GHOST_URL: ghost.url, GHOST_ADMIN_API_KEY: ghost.key.whole };
  return {
    ...{ ghost, dataSource, databaseUrl: database.url },
    async rose(args, env = {}) {
      const said = { stdout: '', stderr: '' };
      const code = await runCommandLine(['ghost', ...args], {
        env: { ...usual, ...env },
        stdin: Readable.from([]),
        stdout: { write: (words) => (said.stdout += words) },
        stderr: { write: (words) => (said.stderr += words) },
      });
      return { code, ...said };
    },
    async close() {
      await ghost.stop();
      await dataSource.destroy();
      await database.drop();
    },
  };
}
