import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, test } from '@jest/globals';
import { eventually } from '../../testing/eventually.js';
import { listen } from './server.js';

const open = async (handler: Parameters<typeof listen>[0] = (_request, response) => response.end('here')) =>
  listen(handler, '127.0.0.1', 0, 'LISTEN_PORT');

async function say(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')));
  socket.write(text);
  await once(socket, 'close');
  return heard;
}

test('a connection that never said a word does not hold up the stop', async () => {
  const listener = await open();
  const silent: Socket = connect(listener.port, '127.0.0.1');
  await once(silent, 'connect');
  silent.on('error', () => undefined);
  const begun = performance.now();
  await listener.stop(10_000);
  expect(performance.now() - begun).toBeLessThan(2_000);
});

test('what is no request is answered with an id all the same', async () => {
  const listener = await open();
  const broken = await say(listener.port, 'GET foo\r\n\r\n');
  expect(broken).toMatch(/^HTTP\/1\.1 400 .*\r\nx-request-id: [0-9a-f-]{36}\r\n/);
  const large = await say(listener.port, `GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`);
  expect(large).toMatch(/^HTTP\/1\.1 431 /);
  await listener.stop(0);
});

test('a request without a Host, or with an unknown expectation, reaches the handler', async () => {
  const listener = await open();
  expect(await say(listener.port, 'GET / HTTP/1.1\r\nconnection: close\r\n\r\n')).toContain('here');
  const expecting = 'GET / HTTP/1.1\r\nhost: a\r\nexpect: tea\r\nconnection: close\r\n\r\n';
  expect(await say(listener.port, expecting)).toContain('here');
  await listener.stop(0);
});

test('one that does not finish is broken off when the time is up', async () => {
  const held = new Set<unknown>();
  const listener = await open((request) => held.add(request));
  const socket = connect(listener.port, '127.0.0.1');
  socket.on('error', () => undefined).write('GET / HTTP/1.1\r\nhost: a\r\n\r\n');
  await eventually(
    () => held.size,
    (size) => size === 1,
  );
  await listener.stop(50);
  expect(socket.destroyed || (await once(socket, 'close'))).toBeTruthy();
});
