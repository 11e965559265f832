import { expect, test } from '@jest/globals';
import { parseArguments } from './parse-arguments.js';
import { portsOf } from './ports.js';
import { readSettings } from './read-settings.js';

test('without settings: the addresses that the documentation names', () => {
  const settings = readSettings({ PORT: '' });
  expect(settings).toMatchObject({ port: 8000, portBase: 8001, publicPort: 8000, bind: '127.0.0.1', scheme: 'http' });
  expect(settings.dataDir).toMatch(/\.data$/);
  const { apps, internal, ...others } = portsOf(settings);
  expect([apps.blog, apps.account, internal.blog, internal.account]).toEqual([8001, 8006, 8021, 8026]);
  expect(others).toEqual({ gateway: 8000, database: 8011, redis: 8012, smtp: 8013, mailbox: 8014 });
});

test.each([
  [{ PORT: 'eighty' }, 'PORT is "eighty"; set it to a port from 1 to 65535.'],
  [{ PORT_BASE: '65520' }, 'PORT_BASE is "65520"; set it to a port from 1 to 65510.'],
  [{ BIND: 'everywhere' }, /^BIND is "everywhere"; .*127\.0\.0\.1/],
  [{ BASE_DOMAIN: 'localhost' }, /^BASE_DOMAIN is "localhost"; .*rose\.localhost/],
  [{ PUBLIC_SCHEME: 'gopher' }, 'PUBLIC_SCHEME is "gopher"; set it to http or https.'],
  [{ TLS_CERT: '/nowhere/cert.pem' }, 'TLS_KEY is not set; https needs TLS_CERT and TLS_KEY, both.'],
  [{ TLS_CERT: '/nowhere/c', TLS_KEY: '/nowhere/k' }, /^TLS_CERT names \/nowhere\/c, which cannot be read/],
  [{ DATABSE_URL: 'x' }, 'DATABSE_URL is not a setting; did you mean DATABASE_URL?'],
  [{ REDIS_URL: 'x', REDIS_URL_FILE: 'y' }, 'REDIS_URL and REDIS_URL_FILE are both set; keep one of them.'],
])('%o is one sentence that names the setting and the cure', (env, sentence) => {
  expect(() => readSettings(env)).toThrow(sentence);
});

test('arguments: the known ones, and a sentence for a stranger', () => {
  expect(parseArguments(['--fresh'])).toEqual({ isFresh: true, withGallery: false, wantsHelp: false });
  expect(() => parseArguments(['--frsh'])).toThrow('npm start does not know --frsh; npm start -- --help lists');
});
