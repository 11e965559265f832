import { isAbsolute, join } from 'node:path';
import { isIP } from 'node:net';
import { baseEnv } from '../../infrastructure/config/base-env.js';
import { readSecret, refuseMisspelt, type Env } from '../../infrastructure/config/read-env.js';
import { OperatorError } from '../../lib/errors.js';
import { rootFolder } from '../data-dir/root-folder.js';
import { developmentEnv } from './development-env.js';
import { lastOffset } from './ports.js';
import { readTls, type Tls } from './read-tls.js';

export interface Settings {
  dataDir: string;
  port: number;
  portBase: number;
  bind: string;
  baseDomain: string;
  scheme: 'http' | 'https';
  publicPort: number;
  tls: Tls | null;
  /** Given by the operator; null when the stack brings its own. */
  databaseUrl: string | null;
  /** Where migrations go when `databaseUrl` is a pooler. */
  directUrl: string | null;
  redisUrl: string | null;
  secretKey: string | null;
  internalSecret: string | null;
  /** Null: warnings and errors only. */
  logLevel: string | null;
}

/** An empty value is as good as none: `PORT= npm start`. */
const given = (env: Env, name: string) => (env[name] === '' ? undefined : env[name]);

function readPort(env: Env, name: string, fallback: number, most = 65_535): number {
  const text = given(env, name) ?? String(fallback);
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= most) return port;
  throw new OperatorError(`${name} is "${text}"; set it to a port from 1 to ${most}.`);
}

const secret = (env: Env, name: string) => {
  const value = readSecret(name, env);
  return value === undefined || value === '' ? null : value;
};

function readScheme(env: Env, tls: Tls | null): 'http' | 'https' {
  const scheme = given(env, 'PUBLIC_SCHEME') ?? (tls ? 'https' : 'http');
  if (scheme === 'http' || scheme === 'https') return scheme;
  throw new OperatorError(`PUBLIC_SCHEME is "${scheme}"; set it to http or https.`);
}

function readDomain(env: Env): string {
  const domain = (given(env, 'BASE_DOMAIN') ?? 'rose.localhost').toLowerCase();
  if (/^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain)) return domain;
  throw new OperatorError(
    `BASE_DOMAIN is "${domain}"; set it to a host name with a dot, like rose.localhost: browsers share nothing below a bare name.`,
  );
}

function readBind(env: Env): string {
  const bind = given(env, 'BIND') ?? '127.0.0.1';
  if (isIP(bind)) return bind;
  throw new OperatorError(`BIND is "${bind}"; set it to an address of this machine, like 127.0.0.1 or 0.0.0.0.`);
}

/** Reads what `npm start` is told by the environment. Throws OperatorError with one sentence for the first bad setting. */
export function readSettings(env: Env): Settings {
  refuseMisspelt([...Object.keys(baseEnv), ...Object.keys(developmentEnv)], env);
  const tls = readTls(env['TLS_CERT'], env['TLS_KEY']);
  const dataDir = given(env, 'DATA_DIR') ?? '.data';
  const port = readPort(env, 'PORT', 8000);
  return {
    dataDir: isAbsolute(dataDir) ? dataDir : join(rootFolder, dataDir),
    port,
    portBase: readPort(env, 'PORT_BASE', 8001, 65_535 - lastOffset),
    bind: readBind(env),
    baseDomain: readDomain(env),
    scheme: readScheme(env, tls),
    publicPort: readPort(env, 'PUBLIC_PORT', port),
    tls,
    databaseUrl: secret(env, 'DATABASE_URL'),
    directUrl: secret(env, 'DATABASE_DIRECT_URL'),
    redisUrl: secret(env, 'REDIS_URL'),
    secretKey: secret(env, 'SECRET_KEY'),
    internalSecret: secret(env, 'INTERNAL_SECRET'),
    logLevel: given(env, 'LOG_LEVEL') ?? null,
  };
}
