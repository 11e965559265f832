import { createServer, type AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import type { MailTransport } from '../../../contracts/ports.js';
import { eventually } from '../../../testing/eventually.js';
import { startMailServer, type MailServer, type Manner } from '../../../testing/mail-server.js';
import { smtpTransport } from './smtp-transport.js';

let server: MailServer | undefined;
let transport: MailTransport | undefined;

afterEach(async () => {
  transport?.close();
  await server?.stop();
  server = undefined;
});

const mail = {
  messageId: '<0123abcd@rose.test>',
  from: 'Rose Ash <hello@rose.test>',
  to: 'wren@rose-ash.test',
  subject: 'Bread — “today”',
  text: 'A loaf for Zoë\n',
  html: '<p>A loaf for Zoë</p>',
};

async function sendTo(manner: Manner, wholeMs = 10_000) {
  server = await startMailServer(manner);
  transport = smtpTransport({ url: server.url, name: 'rose.test', wholeMs });
  return transport.send(mail);
}

test('a mail arrives as it was written, with our Message-ID and a word to answering machines', async () => {
  expect(await sendTo('takes all')).toEqual({ kind: 'sent' });
  const [{ from, to, parsed }, ...more] = server!.received as [MailServer['received'][0]];
  expect(more).toEqual([]);
  expect({ from, to }).toEqual({ from: 'hello@rose.test', to: ['wren@rose-ash.test'] });
  expect(parsed.messageId).toBe('<0123abcd@rose.test>');
  expect(parsed.from?.text).toBe('"Rose Ash" <hello@rose.test>');
  expect(parsed.subject).toBe('Bread — “today”');
  expect(parsed.text).toBe('A loaf for Zoë\n');
  expect(parsed.html).toBe('<p>A loaf for Zoë</p>');
  expect(parsed.headers.get('auto-submitted')).toBe('auto-generated');
});

test('many mails go through few connections', async () => {
  expect(await sendTo('takes all')).toEqual({ kind: 'sent' });
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => transport!.send(mail)));
  expect(outcomes).toEqual(Array(20).fill({ kind: 'sent' }));
  expect(server!.received).toHaveLength(21);
});

test.each<[Manner, string, string]>([
  [{ recipient: 550 }, 'refused', '550'],
  [{ mail: 554 }, 'refused', '554'],
  [{ recipient: 451 }, 'failed', '451'],
  [{ mail: 452 }, 'failed', '452'],
  // Our own sender is at fault, so the operator mends it and the mail goes out.
  [{ sender: 553 }, 'failed', '553'],
])('%j: the mail is %s with code %s', async (manner, kind, code) => {
  expect(await sendTo(manner)).toMatchObject({ kind, code, answer: expect.stringContaining(code) });
});

test.each<[Manner, number]>([
  ['says nothing at all', 0],
  ['says nothing after the mail', 1],
  ['trickles after the mail', 1],
])('a server that %s is left after the whole time, and the mail is not given to it twice', async (manner, times) => {
  expect(await sendTo(manner, 400)).toEqual({ kind: 'failed', code: 'ETIMEDOUT', answer: 'no answer within 0.4 s' });
  expect(server!.received).toHaveLength(times);
});

test('a connection that breaks before the yes is a failure, and nothing sends again by itself', async () => {
  expect(await sendTo('dies before its yes')).toMatchObject({ kind: 'failed', code: 'ECONNECTION' });
  expect(server!.received).toHaveLength(1);
});

test('a yes is a yes even when the server dies with it, and the next mail finds a new connection', async () => {
  expect(await sendTo('dies after its yes')).toEqual({ kind: 'sent' });
  server!.manner = 'takes all';
  // Should it be given to the connection that is just going, it fails and is for the next attempt.
  await eventually(
    () => transport!.send(mail),
    ({ kind }) => kind === 'sent',
  );
  expect(server!.received).toHaveLength(2);
});

test('a server that is not there is a failure', async () => {
  const door = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => door.once('listening', resolve));
  const { port } = door.address() as AddressInfo;
  await new Promise((resolve) => door.close(resolve));
  transport = smtpTransport({ url: `smtp://127.0.0.1:${port}`, name: 'rose.test' });
  expect(await transport.send(mail)).toMatchObject({ kind: 'failed', code: 'ESOCKET' });
});

test('closing breaks off what is under way', async () => {
  server = await startMailServer('says nothing after the mail');
  transport = smtpTransport({ url: server.url, name: 'rose.test' });
  const sending = transport.send(mail);
  server.received.push = (...mails) => {
    setImmediate(() => transport!.close());
    return Array.prototype.push.apply(server!.received, mails);
  };
  expect(await sending).toMatchObject({ kind: 'failed' });
});
