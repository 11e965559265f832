import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HousePapers } from '../engine/papers.js';
import { untilCalm } from './calm.js';
import { deploy, type Deployed } from './deploy.js';
import { docker, makeSecret, wayOut } from './docker.js';
import { baseDomain, edgePort } from './sites.js';

/** Where the mails of the stack arrive, in the engine's own network. */
export const mailPort = 1025;

/** The settings of a house whose services are asked often and are few; all else is as the stack file has it. */
const settings = {
  BASE_DOMAIN: baseDomain,
  MAIL_FROM: `hello@${baseDomain}`,
  EDGE_PORT: String(edgePort),
  HEALTH_INTERVAL: '3s',
  UPDATE_MONITOR: '4s',
  WEB_REPLICAS: '1',
  DB_SHARED_BUFFERS: '64MB',
};

/** The stack, brought up by deploy.sh where it does not stand yet, and at rest. What the first deploy said. */
export async function standingStack(papers: HousePapers): Promise<Deployed> {
  const transcript = join(papers.home, 'first-deploy.json');
  if (!existsSync(transcript)) {
    if (!existsSync(join(papers.home, 'secrets.json'))) await makeSecrets(papers);
    setSettings(papers, { ...settings, REGISTRY: papers.registry.address });
    const first = await deploy(papers);
    if (first.code !== 0) throw new Error(`the first deploy failed:\n${first.said}\n${await complaints()}`);
    writeFileSync(transcript, JSON.stringify(first));
  }
  await untilCalm();
  return JSON.parse(readFileSync(transcript, 'utf8')) as Deployed;
}

/** Writes these into the .env of the checkout, beside what stands there. */
export function setSettings({ checkout }: HousePapers, changed: Record<string, string>): void {
  const file = join(checkout, '.env');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  const kept = lines.filter((line) => !Object.keys(changed).includes(line.split('=')[0] ?? ''));
  const added = Object.entries(changed).map(([name, value]) => `${name}=${value}`);
  writeFileSync(file, `${[...kept, ...added].join('\n')}\n`);
}

async function makeSecrets({ home }: HousePapers): Promise<void> {
  const password = randomBytes(16).toString('hex');
  const contents = {
    postgres_password: password,
    database_url: `postgres://rose:${password}@db:5432/rose`,
    secret_key: randomBytes(32).toString('hex'),
    secret_key_previous: '\n',
    internal_secret: randomBytes(32).toString('hex'),
    smtp_url: `smtp://${await wayOut()}:${mailPort}`,
    ghost_admin_api_key: '\n',
    ghost_webhook_secret: '\n',
  };
  writeFileSync(join(home, 'secrets.json'), JSON.stringify(contents), { mode: 0o600 });
  for (const [name, content] of Object.entries(contents)) await makeSecret(`coop_${name}_1`, content);
}

/** What the secrets of the first deploy hold. */
export function secretsOf({ home }: HousePapers): Record<string, string> {
  return JSON.parse(readFileSync(join(home, 'secrets.json'), 'utf8')) as Record<string, string>;
}

/** The last words of what does not run as it should. */
async function complaints(): Promise<string> {
  const failed = await docker(
    'stack',
    'ps',
    'coop',
    '--no-trunc',
    '--format',
    '{{.Name}} {{.CurrentState}} {{.Error}}',
  );
  return failed.split('\n').slice(0, 40).join('\n');
}
