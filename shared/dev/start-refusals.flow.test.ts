import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, jest, test } from '@jest/globals';
import { clearPlace, findPlace, StackUnderTest, type Place } from '../testing/stack-under-test.js';
import { rootFolder } from './data-dir/root-folder.js';
import { listenOn } from './process/listen-on.js';

jest.setTimeout(60_000);

const places: Place[] = [];
afterEach(async () => {
  for (const place of places.splice(0)) await clearPlace(place, []);
});

async function newPlace(): Promise<Place> {
  const place = await findPlace();
  places.push(place);
  return place;
}

/** What a start prints that must not come up. A step that is done is a line with its seconds: none may be there. */
async function refusal(place: Place, options: ConstructorParameters<typeof StackUnderTest>[1] = {}): Promise<string> {
  const stack = new StackUnderTest(place, options);
  expect(await stack.ended).toBe(1);
  return stack.output;
}

test('a taken port is named with the setting that moves it', async () => {
  const place = await newPlace();
  const holder = createServer();
  await listenOn(holder, place.port, '127.0.0.1');
  expect(await refusal(place)).toBe(`Port ${place.port} is taken; stop what uses it or set PORT to a free one.\n`);
  const elsewhere = { ...place, portBase: place.port - 3 };
  expect(await refusal({ ...elsewhere, port: place.port + 40 })).toMatch(
    new RegExp(`^Port ${place.port} is taken; stop what uses it or set PORT_BASE \\(${place.port - 3} now\\)`),
  );
  holder.close();
  expect(await refusal({ ...elsewhere, port: place.port })).toMatch(
    new RegExp(`^PORT ${place.port} lies among the 26 ports from PORT_BASE ${place.port - 3}; move one of the two`),
  );
});

test.each([
  [
    'DATABASE_URL',
    'postgres://rose:topsecret@127.0.0.1:1/x',
    /^Nothing answers at 127\.0\.0\.1:1; .*DATABASE_URL\.\n$/,
  ],
  ['REDIS_URL', 'redis://:topsecret@127.0.0.1:1', /^No Redis lets us in at 127\.0\.0\.1:1; .*REDIS_URL.*\n$/],
  ['LOG_LEVEL', 'loud', /^LOG_LEVEL .*"loud"\.\n$/],
])('%s=%s is told in one sentence, without a password, and nothing is started', async (name, value, sentence) => {
  const output = await refusal(await newPlace(), { env: { [name]: value } });
  expect(output).toMatch(sentence);
  expect(output).not.toMatch('topsecret');
});

test('a folder of somebody else is not taken', async () => {
  const place = await newPlace();
  mkdirSync(join(place.dataDir, 'photos'));
  const output = await refusal(place, { args: ['--fresh'] });
  expect(output).toBe(`DATA_DIR ${place.dataDir} already holds other things: set it to a new or empty folder.\n`);
});

test('YAML that is broken is told with its line', async () => {
  const place = await newPlace();
  const file = join(place.dataDir, '..', `${place.port}-broken.yaml`);
  writeFileSync(file, 'site:\n  title: [unclosed\n');
  expect(await refusal(place, { env: { ROSE_CONFIG: file } })).toMatch(/broken\.yaml is not YAML at line \d+/);
});

test("a slip in one app's own settings is told before anything starts", async () => {
  const place = await newPlace();
  const file = join(place.dataDir, '..', `${place.port}-slip.yaml`);
  const usual = readFileSync(join(rootFolder, '_config', 'app-config.yaml'), 'utf8');
  writeFileSync(file, usual.replace('postsPerPage', 'postPerPage'));
  expect(await refusal(place, { env: { ROSE_CONFIG: file } })).toBe(
    `${file}: blog.postPerPage is not a setting; did you mean postsPerPage?\n`,
  );
});
