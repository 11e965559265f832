import { mkdtempSync, rmSync, statSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, test } from '@jest/globals';
import { askGateway } from '../../testing/ask-gateway.js';
import type { Mail } from './mail.js';
import { startMailbox } from './start-mailbox.js';

const folder = mkdtempSync(join(tmpdir(), 'rose-ash-mailbox-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const message = [
  'From: Rose Ash <hello@rose.localhost>',
  'To: Wren <wren@example.org>',
  'Subject: =?utf-8?q?Your_code_=F0=9F=8D=9E_<b>?=',
  'Content-Type: multipart/alternative; boundary=x',
  '',
  '--x',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'Use 123456 or https://blog.rose.localhost:8000/in?a=1&b=2.',
  '--x',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>Use <b>123456</b></p><script>top.location="http://evil.example"</script>',
  '--x--',
  '.',
];

/** Speaks SMTP by hand: each answer is awaited before the next line goes out. */
async function send(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  const answers = createInterface({ input: socket })[Symbol.asyncIterator]();
  const commands = [
    'HELO test',
    'MAIL FROM:<hello@rose.localhost>',
    'RCPT TO:<wren@example.org>',
    'DATA',
    message.join('\r\n'),
    'QUIT',
  ];
  for (const command of commands) {
    await answers.next();
    socket.write(`${command}\r\n`);
  }
  socket.end();
}

const open = () => startMailbox({ folder, smtpPort: 0, webPort: 0, hosts: ['mail.rose.localhost'] });
const ask = (port: number, path: string, method = 'GET', headers: Record<string, string> = {}) =>
  askGateway(port, 'mail.rose.localhost', path, { method, headers });

test('takes a mail, shows it harmlessly, keeps it over a restart and forgets it when told', async () => {
  const first = await open();
  await send(first.smtpPort);
  await first.stop();

  const mailbox = await open();
  const [mail] = JSON.parse((await ask(mailbox.webPort, '/email')).body) as [Mail];
  expect(mail).toMatchObject({ to: '"Wren" <wren@example.org>', subject: 'Your code 🍞 <b>' });
  expect(mail.text).toMatch('Use 123456');
  expect(readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777)).toEqual([0o600]);

  const list = await ask(mailbox.webPort, '/');
  expect(list.body).toMatch('Your code 🍞 &lt;b&gt;');
  const page = await ask(mailbox.webPort, `/mail/${mail.id}`);
  expect(page.body).toMatch('<a href="https://blog.rose.localhost:8000/in?a=1&amp;b=2">');
  expect(page.body).not.toMatch('<script>');
  const html = await ask(mailbox.webPort, `/mail/${mail.id}/html`);
  expect(html.headers['content-security-policy']).toMatch(/^sandbox allow-popups .*default-src 'none'/);

  expect((await ask(mailbox.webPort, '/empty', 'POST', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await askGateway(mailbox.webPort, 'evil.example', '/email')).status).toBe(421);
  expect((await ask(mailbox.webPort, '/email', 'DELETE')).status).toBe(204);
  expect((await ask(mailbox.webPort, '/email')).body).toBe('[]');
  expect((await ask(mailbox.webPort, `/mail/${mail.id}`)).status).toBe(404);
  await mailbox.stop();
});
