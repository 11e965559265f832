import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findOnPath } from '../find-on-path.js';
import { readStack } from '../static/stack.js';
import { healthCommand } from './health-command.js';

const command = healthCommand(readStack().services['edge']);
const folder = mkdtempSync(join(tmpdir(), 'rose-health-'));
let status = 200;
const asked: (string | undefined)[] = [];
const server = createServer(({ url, headers }, response) => {
  asked.push(`${headers.host?.split(':')[0]} ${url}`);
  response.writeHead(status).end('ok');
});

beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

/** A shell that knows nothing but these programs, as in an image that has no others. */
function ask(programs: readonly string[]): Promise<number | null> {
  const bin = mkdtempSync(join(folder, 'bin-'));
  for (const program of programs) symlinkSync(findOnPath(program) ?? '', join(bin, program));
  const { port } = server.address() as AddressInfo;
  const child = spawn('/bin/sh', ['-c', command.replaceAll('8081', String(port))], { env: { PATH: bin } });
  return new Promise((resolve) => child.once('close', resolve));
}

const ways = [['wget'], ['curl'], ['bash', 'grep']].filter((programs) => programs.every((one) => findOnPath(one)));

test.each(ways)('an image with no other program than %s knows whether its edge is well', async (...programs) => {
  asked.length = 0;
  status = 200;
  expect(await ask(programs)).toBe(0);
  expect(asked).toEqual(['127.0.0.1 /healthz']);
  status = 503;
  expect(await ask(programs)).not.toBe(0);
});

test('an image that cannot ask is not well', async () => {
  expect(await ask([])).not.toBe(0);
});
