import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { runCommandLine } from '../cli/command-line.js';
import type { AppName } from '../contracts/apps.js';
import type { Service } from '../dev/gateway/find-target.js';
import { startGateway } from '../dev/gateway/start-gateway.js';
import { startMailbox } from '../dev/mailbox/start-mailbox.js';
import { readTls } from '../dev/settings/read-tls.js';
import { startHouseUnderTest } from './house-under-test.js';
import { roomsOf } from './room-of.js';

const run = promisify(execFile);

/** The platform as somebody outside has it: one door, a mailbox, and an operator who runs `rose` for them. */
export interface PlatformUnderTest {
  /** Where all of its names are found, on 127.0.0.1. */
  door: { port: number; certificate: string | null };
  /** Origins, as people know them. */
  urls: Record<'federation' | 'blog' | 'market' | 'mail', string>;
  /** Where federation listens itself, past the door. */
  federationPort: number;
  databaseUrl: string;
  logLines: () => Record<string, unknown>[];
  /** What a command of the operator prints. */
  rose(...args: string[]): Promise<string>;
  stop(): Promise<void>;
}

export interface PlatformOptions {
  https?: boolean;
}

const baseDomain = 'rose.localhost';
const inhabited = ['federation', 'blog', 'market'] as const satisfies readonly AppName[];

/** The provider and two of its sites, with their workers, behind a door that also speaks https. */
export async function startPlatformUnderTest({ https = false }: PlatformOptions = {}): Promise<PlatformUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), 'rose-ash-platform-'));
  const scheme = https ? 'https' : 'http';
  const tls = https ? await makeTls(folder) : null;
  const mailbox = await startMailbox({ folder, smtpPort: 0, webPort: 0, hosts: [`mail.${baseDomain}`] });
  const services = new Map<string, Service>([[`mail.${baseDomain}`, { name: 'mail', port: mailbox.webPort }]]);
  const place = { port: 0, bind: '127.0.0.1', scheme, tls, baseDomain, services } as const;
  const gateway = await startGateway({ ...place, home: `${scheme}://blog.${baseDomain}` });
  const house = await startHouseUnderTest(await roomsOf(...inhabited), {
    env: {
      ...{ ROLE: 'all', BASE_DOMAIN: baseDomain, PUBLIC_PORT: String(gateway.port), PUBLIC_SCHEME: scheme },
      ...{ SMTP_URL: `smtp://127.0.0.1:${mailbox.smtpPort}`, OIDC_ALLOW_PRIVATE_HOSTS: '127.0.0.1,localhost' },
    },
  });
  for (const name of inhabited) {
    services.set(`${name}.${baseDomain}`, { name, port: house.apps[name].service.publicPort });
  }
  const { config } = house.apps.federation;
  const env = {
    ...{ DATABASE_URL: house.databaseUrl, SECRET_KEY: config.secretKey },
    ...{ REDIS_URL: config.redisUrl, REDIS_PREFIX: config.redisPrefix },
  };
  return {
    door: { port: gateway.port, certificate: tls?.cert.toString() ?? null },
    urls: { ...config.urls, mail: `${scheme}://mail.${baseDomain}:${gateway.port}` },
    federationPort: house.apps.federation.service.publicPort,
    databaseUrl: house.databaseUrl,
    logLines: () => house.apps.federation.logLines,
    rose: (...args) => rose(env, args),
    async stop() {
      await gateway.stop();
      await house.stop();
      await mailbox.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Puts the words before the program of the same name, as a shell would. */
async function rose(env: Record<string, string>, args: string[]): Promise<string> {
  const said = { stdout: '', stderr: '' };
  const code = await runCommandLine(args, {
    ...{ env, stdin: Readable.from([]) },
    stdout: { write: (words) => (said.stdout += words) },
    stderr: { write: (words) => (said.stderr += words) },
  });
  if (code !== 0) throw new Error(`rose ${args.join(' ')}: ${said.stderr}`);
  return said.stdout;
}

/** A certificate for all names of the platform, which nobody but this test believes. */
async function makeTls(folder: string) {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const names = ['federation', 'blog', 'market', 'mail'].map((name) => `DNS:${name}.${baseDomain}`).join();
  const subject = ['-subj', `/CN=${baseDomain}`, '-addext', `subjectAltName=${names}`];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  await run('openssl', ['req', '-x509', ...curve, '-keyout', key, '-out', cert, ...subject]);
  return readTls(cert, key);
}
