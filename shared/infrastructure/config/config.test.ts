import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { OperatorError } from '../../lib/errors.js';
import { loadConfig } from './config.js';
import type { Env } from './read-env.js';
import { defineSettings } from './setting.js';

const settings = defineSettings({
  env: { GHOST_URL: { schema: z.url().optional(), example: 'https://ghost.example', about: 'where Ghost is' } },
  file: z.object({ postsPerPage: z.number().int().min(1).max(100).default(12) }),
});

const folder = mkdtempSync(join(tmpdir(), 'rose-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const enough: Env = {
  DATABASE_URL: 'postgres://rose:hunter2@127.0.0.1:5432/rose',
  REDIS_URL: 'redis://127.0.0.1:6379',
  SECRET_KEY: 'x'.repeat(32),
  INTERNAL_SECRET: 'y'.repeat(32),
};

const inProduction: Env = {
  ...{
    NODE_ENV: 'production',
    SMTP_URL: 'smtps://rose@mail:465',
    MAIL_FROM: 'hello@rose-ash.com',
    MEDIA_DIR: '/media',
  },
};

const load = (env: Env) =>
  loadConfig('blog', settings, {
    ...enough,
    ROSE_CONFIG: fileOf(
      'usual.yaml',
      whole((text) => text),
    ),
    ...env,
  });

function sentenceOf(env: Env): string {
  try {
    load(env);
  } catch (error) {
    expect(error).toBeInstanceOf(OperatorError);
    return (error as Error).message;
  }
  return 'it was taken';
}

const whole = (change: (text: string) => string) =>
  change(`site: { title: Rose Ash, locale: en-GB, timeZone: Europe/London, currency: GBP }
limits: { bodyBytes: 4096, flood: { requests: 5, seconds: 10 } }
blog: { postsPerPage: 7 }
market: { anything: its own }
`);

describe('what is taken', () => {
  test('little is enough in development', () => {
    const config = load({});
    expect(config).toMatchObject({ environment: 'development', role: 'all', baseDomain: 'rose.localhost' });
    expect(config.listen).toEqual({ host: '127.0.0.1', publicPort: 8000, internalPort: 9000 });
    expect(config.urls.cart).toBe('http://cart.rose.localhost');
    expect(config.database.directUrl).toBe(enough['DATABASE_URL']);
    expect(config.site.currency).toBe('GBP');
  });

  test('in production the listeners are open to the network, and addresses have no port of their own', () => {
    const config = load({
      ...inProduction,
      PUBLIC_SCHEME: 'https',
      PUBLIC_PORT: '443',
      BASE_DOMAIN: 'rose-ash.com',
    });
    expect(config.listen.host).toBe('0.0.0.0');
    expect(config.urls.blog).toBe('https://blog.rose-ash.com');
  });

  test('mails have a sender with a name, and pictures an absolute folder', () => {
    expect(load({}).mail).toEqual({ smtpUrl: null, from: 'Rose Ash <hello@rose.localhost>' });
    expect(load({}).media).toEqual({ folder: null, maxBytes: 20_000_000, maxPixels: 50_000_000 });
    expect(load({ ...inProduction, MAIL_FROM: 'The Hall <hall@rose-ash.com>' }).mail).toEqual({
      ...{ smtpUrl: 'smtps://rose@mail:465', from: 'The Hall <hall@rose-ash.com>' },
    });
    expect(load({ MEDIA_DIR: 'pictures' }).media.folder).toBe(join(process.cwd(), 'pictures'));
    expect(load({ ...inProduction, ROLE: 'web', SMTP_URL: undefined, MAIL_FROM: undefined }).mail.smtpUrl).toBeNull();
  });

  test('a secret may come from a file', () => {
    const path = fileOf('secret', `${'k'.repeat(40)}\n`);
    expect(load({ SECRET_KEY: undefined, SECRET_KEY_FILE: path }).secretKey).toBe('k'.repeat(40));
  });

  test('the app finds its own section and its own keys', () => {
    const path = fileOf(
      'whole.yaml',
      whole((text) => text),
    );
    expect(load({ ROSE_CONFIG: path, GHOST_URL: 'https://ghost.example' }).app).toEqual({
      postsPerPage: 7,
      GHOST_URL: 'https://ghost.example',
    });
  });

  test('an empty value is as good as none', () => {
    expect(load({ DATABASE_DIRECT_URL: '', ROLE: '' }).role).toBe('all');
  });
});

describe('what is refused, each in one sentence that names it', () => {
  test.each<[string, Env, RegExp]>([
    ['nothing', { DATABASE_URL: undefined }, /^DATABASE_URL \(or DATABASE_URL_FILE\) is not set; \.env\.example says/],
    ['no address', { DATABASE_URL: 'localhost' }, /^DATABASE_URL must be an address like postgres:\/\//],
    [
      'another database',
      { DATABASE_URL: 'mysql://root:hunter2@h/d' },
      /^DATABASE_URL must be an address like postgres/,
    ],
    [
      'a bare percent sign',
      { DATABASE_URL: 'postgres://rose:hun%ter2@h/d' },
      /^DATABASE_URL holds a % that stands for itself; write it as %25\.$/,
    ],
    ['a word for a number', { REDIS_URL: 'redis://h/abc' }, /^REDIS_URL may end in the number of a database/],
    ['a short secret', { SECRET_KEY: 'short' }, /^SECRET_KEY must hold at least 32 characters; make one with: openssl/],
    ['a wrong role', { ROLE: 'boss' }, /^ROLE must be one of web, worker, all; it is "boss"\.$/],
    ['a port beyond', { LISTEN_PORT: '99999' }, /^LISTEN_PORT .*65535; it is "99999"\.$/],
    ['a port in words', { INTERNAL_PORT: 'nine' }, /^INTERNAL_PORT .*; it is "nine"\.$/],
    [
      'a bare domain',
      { BASE_DOMAIN: 'localhost' },
      /^BASE_DOMAIN must be a host name with a dot, like rose\.localhost/,
    ],
    [
      'a slip',
      { REDIS_UR: 'redis://h', REDIS_URL: undefined },
      /^REDIS_UR is not a setting; did you mean REDIS_URL\?$/,
    ],
    ['both ways', { SECRET_KEY_FILE: '/nowhere' }, /^SECRET_KEY and SECRET_KEY_FILE are both set; keep one of them\.$/],
    [
      'no file',
      { SECRET_KEY: undefined, SECRET_KEY_FILE: '/nowhere' },
      /^SECRET_KEY_FILE names \/nowhere, which cannot be read/,
    ],
    [
      'no settings',
      { ROSE_CONFIG: '/nowhere.yaml' },
      /^The settings file \/nowhere\.yaml cannot be read; set ROSE_CONFIG/,
    ],
    [
      'hosts for tests in production',
      { NODE_ENV: 'production', OIDC_ALLOW_PRIVATE_HOSTS: '127.0.0.1' },
      /^OIDC_ALLOW_PRIVATE_HOSTS is for development and tests/,
    ],
    [
      'a short key of before',
      { SECRET_KEY_PREVIOUS: `${'x'.repeat(40)},short` },
      /^SECRET_KEY_PREVIOUS must hold at least 32/,
    ],
    [
      'the example in production',
      { NODE_ENV: 'production', SECRET_KEY: 'change-me-to-64-hex-digits-of-openssl-rand' },
      /^SECRET_KEY is the one from \.env\.example/,
    ],
    [
      'nowhere to send mail',
      { ...inProduction, SMTP_URL: '' },
      /^SMTP_URL \(or SMTP_URL_FILE\) is not set, and a worker sends mail; \.env\.example says what it is for\.$/,
    ],
    ['nobody who sends it', { ...inProduction, ROLE: 'worker', MAIL_FROM: undefined }, /^MAIL_FROM is not set, and a/],
    ['a sender without an address', { MAIL_FROM: 'Rose Ash' }, /^MAIL_FROM must be an address, or a name with an/],
    ['another way for mail', { SMTP_URL: 'https://u:hunter2@h' }, /^SMTP_URL must be an address like smtp:\/\//],
    ['no pictures', { ...inProduction, ROLE: 'web', MEDIA_DIR: undefined }, /^MEDIA_DIR is not set, and every service/],
    ['an app key', { GHOST_URL: 'ghost' }, /^GHOST_URL .*; it is "ghost"\.$/],
  ])('%s', (_, env, sentence) => {
    const said = sentenceOf(env);
    expect(said).toMatch(sentence);
    expect(said).not.toContain('hunter2');
    expect(said).not.toContain('\n');
  });

  test.each<[string, (text: string) => string, RegExp]>([
    [
      'broken YAML',
      (text) => text.replace('title: Rose Ash,', 'title: [Rose Ash'),
      /not YAML at line \d+, column \d+: /,
    ],
    [
      'an unknown setting',
      (text) => text.replace('currency:', 'currencies:'),
      /: site\.currencies is not a setting; remove it\.$/,
    ],
    [
      'a slip',
      (text) => text.replace('bodyBytes', 'bodyByte'),
      /limits\.bodyByte is not a setting; did you mean bodyBytes\?$/,
    ],
    [
      'a slip in an own section',
      (text) => text.replace('postsPerPage', 'postPerPage'),
      /blog\.postPerPage is not a setting; did you mean postsPerPage\?$/,
    ],
    ['an unknown section', (text) => `${text}shop: {}\n`, /shop is not a setting; remove it\.$/],
    ['a number in words', (text) => text.replace('4096', 'many'), /limits\.bodyBytes: /],
    [
      'a zone that is none',
      (text) => text.replace('Europe/London', 'London'),
      /site\.timeZone: must be an IANA time zone/,
    ],
  ])('in the file: %s', (name, change, sentence) => {
    const path = fileOf(`${name.replaceAll(' ', '-')}.yaml`, whole(change));
    const said = sentenceOf({ ROSE_CONFIG: path });
    expect(said).toContain(path);
    expect(said).toMatch(sentence);
    expect(said).not.toContain('\n');
  });
});
