import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { baseEnv } from '../infrastructure/config/base-env.js';
import { readEnv } from '../infrastructure/config/read-env.js';
import { OperatorError } from '../lib/errors.js';
import type { World } from './world.js';

/** Where the database is: for ordinary work, and for what does not pass a pooler. */
export interface FoundDatabase {
  url: string;
  directUrl: string;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * The database the environment names, else that of the `npm start` that runs here.
 *
 * @throws OperatorError when neither is there.
 */
export function findDatabase(env: World['env']): FoundDatabase {
  const { DATABASE_URL, DATABASE_DIRECT_URL } = baseEnv;
  const values = readEnv({ DATABASE_URL, DATABASE_DIRECT_URL }, findEnv(env));
  return { url: values.DATABASE_URL, directUrl: values.DATABASE_DIRECT_URL ?? values.DATABASE_URL };
}

/** The environment itself when it names a database, else what `npm start` gave to its services. */
export function findEnv(env: World['env']): World['env'] {
  return env['DATABASE_URL'] || env['DATABASE_URL_FILE'] ? env : startedEnv(env);
}

interface Runtime {
  pid: number;
  env: Record<string, string>;
}

/** What `npm start` gave to its services; it writes that down for us. */
function startedEnv(env: World['env']): Record<string, string> {
  const path = join(resolve(root, env['DATA_DIR'] ?? '.data'), 'runtime.json');
  const runtime = readRuntime(path);
  if (runtime === null || !isRunning(runtime.pid)) {
    throw new OperatorError('No database is named and npm start is not running here: set DATABASE_URL or start it.');
  }
  return runtime.env;
}

function readRuntime(path: string): Runtime | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Runtime;
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
