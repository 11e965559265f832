import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { appNames, type AppName } from '../../contracts/apps.js';
import { baseEnv } from '../../infrastructure/config/base-env.js';
import { loadConfig } from '../../infrastructure/config/config.js';
import type { AppSettings } from '../../infrastructure/config/setting.js';
import { stackEnv } from '../settings/stack-env.js';
import { least, readStack, stackText, variablesIn } from './stack.js';
import { appOf, settingsOfApps, toldBy } from './told.js';

let apps: ReadonlyMap<AppName, AppSettings>;
const secretsFolder = mkdtempSync(join(tmpdir(), 'rose-secrets-'));
const stack = readStack({ ...least, GHOST_URL: 'https://news.example.org' });

/** What the runbook has an operator make; a line feed where there is nothing to say. */
const secrets: Record<string, string> = {
  database_url: `postgres://rose:${'b'.repeat(64)}@db:5432/rose`,
  secret_key: 'a'.repeat(64),
  secret_key_previous: '\n',
  internal_secret: `${'c'.repeat(64)}\n`,
  smtp_url: 'smtps://rose:secret@mail.example.org:465',
  ghost_admin_api_key: `${'0'.repeat(24)}:${'0'.repeat(64)}`,
  ghost_webhook_secret: '\n',
};

beforeAll(async () => {
  for (const [name, text] of Object.entries(secrets)) writeFileSync(join(secretsFolder, name), text);
  apps = await settingsOfApps();
});
afterAll(() => rmSync(secretsFolder, { recursive: true, force: true }));

const environmentOf = (service: string) => toldBy(stack, service, secretsFolder);
const load = (service: string, env = environmentOf(service)) => loadConfig(appOf(service), settingsOf(service), env);

function settingsOf(service: string): AppSettings {
  const settings = apps.get(appOf(service));
  if (!settings) throw new Error(`${service} has no settings`);
  return settings;
}

const six = appNames.flatMap((app) => [app, `${app}-worker`]);

test.each(six)('%s takes what the stack tells it', (service) => {
  const config = load(service);
  expect(config).toMatchObject({ environment: 'production', baseDomain: 'rose.test', previousSecretKeys: [] });
  expect(config.role).toBe(service.endsWith('-worker') ? 'worker' : 'web');
  expect(config.urls.blog).toBe('https://blog.rose.test');
  expect(config.urlsInside.federation).toBe('http://federation:8000');
  expect(config.composition.internalUrls.cart).toBe('http://cart:9000');
  expect(config.media.folder).toBe('/var/lib/rose/media');
  expect(config.database.runMigrations).toBe(service === 'blog');
});

test('only those who speak to a Ghost know of it, and a secret that is a line feed is none', () => {
  const { GHOST_URL, GHOST_ADMIN_API_KEY, GHOST_WEBHOOK_SECRET } = load('blog').app as Record<string, unknown>;
  expect([GHOST_URL, GHOST_ADMIN_API_KEY]).toEqual(['https://news.example.org', secrets['ghost_admin_api_key']]);
  expect(GHOST_WEBHOOK_SECRET).toBeUndefined();
  expect(load('market').trustedOrigins).toEqual([]);
});

test('a worker without the secret for mails does not start', () => {
  const { SMTP_URL_FILE: _left, ...env } = environmentOf('cart-worker');
  expect(() => load('cart-worker', env)).toThrow(/SMTP_URL/);
});

/** Settings that the stack leaves as they are, each with its reason. */
const leftAlone: Record<string, string> = {
  LISTEN_HOST: 'all addresses in production',
  LISTEN_PORT: '8000, which the edge asks',
  INTERNAL_PORT: '9000, where the six ask each other',
  DATABASE_DIRECT_URL: 'there is no pooler',
  INTERNAL_URLS: 'service names lead there',
  PUBLIC_URLS_INSIDE: 'service names lead there',
  OIDC_ALLOW_PRIVATE_HOSTS: 'development and tests only',
  ROSE_CONFIG: 'the config lies where the image expects it',
};

describe('every setting', () => {
  test('that a service reads is told to it, or left alone for a reason', () => {
    for (const service of six) {
      const env = environmentOf(service);
      const keys = Object.keys({ ...baseEnv, ...settingsOf(service).env });
      const untold = keys.filter((key) => !(key in env) && !(`${key}_FILE` in env) && !(key in leftAlone));
      const byRole = service === 'blog' ? [] : ['RUN_MIGRATIONS'];
      const mails = service.endsWith('-worker') ? [] : ['SMTP_URL'];
      expect([service, untold.sort()]).toEqual([service, [...byRole, ...mails].sort()]);
    }
  });

  test('that is left alone exists, and no secret is told in the open', () => {
    expect(Object.keys(baseEnv)).toEqual(expect.arrayContaining(Object.keys(leftAlone)));
    const secretKeys = [baseEnv, ...[...apps.values()].map(({ env }) => env)].flatMap((settings) =>
      Object.entries(settings).flatMap(([key, { secret }]) => (secret ? [key] : [])),
    );
    const open = six.flatMap((service) => secretKeys.filter((key) => key in environmentOf(service)));
    expect([...new Set(open)].sort()).toEqual(['CACHE_REDIS_URL', 'REDIS_URL']);
    expect(environmentOf('blog')['REDIS_URL']).not.toMatch(/@/);
  });
});

describe('every variable of the stack file', () => {
  const variables = variablesIn(stackText);
  const known = new Set([...Object.keys(stackEnv), ...Object.keys(baseEnv), ...ghostKeys()]);

  test('is in .env.example', () => {
    expect(variables.filter(({ name }) => !known.has(name))).toEqual([]);
  });

  test('has the default that .env.example shows, if it is the stack’s own', () => {
    const own = variables.filter(({ name }) => name in stackEnv);
    for (const { name, operator, word } of own) {
      expect([name, operator, word]).toEqual([name, ':-', String(stackEnv[name]?.example)]);
    }
    // deploy.sh alone reads the registry.
    const used = new Set(own.map(({ name }) => name));
    expect(Object.keys(stackEnv).filter((key) => !used.has(key))).toEqual(['REGISTRY']);
  });

  test('is needed in one place if it has no default, where Docker names the line to deploy with', () => {
    const needed = variables.filter(({ operator }) => operator.endsWith('?')).map(({ name }) => name);
    const bare = new Set(variables.filter(({ operator }) => operator === '').map(({ name }) => name));
    expect(needed.sort()).toEqual(['BASE_DOMAIN', 'MAIL_FROM']);
    expect([...bare].sort()).toEqual(needed);
  });

  test('that says what is missing holds no hyphen, which Docker would take for a default', () => {
    for (const { operator, word } of variables) if (operator.endsWith('?')) expect(word).not.toMatch(/-/);
    expect(variables.some(({ operator }) => operator.endsWith('?'))).toBe(true);
  });
});

function ghostKeys(): string[] {
  return ['GHOST_URL', 'GHOST_SYNC_SECONDS', 'GHOST_WEBHOOK_OLD_SIGNATURES', 'WAIT_SECONDS'];
}
