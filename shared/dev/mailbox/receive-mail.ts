import { simpleParser, type AddressObject } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { newId } from '../../lib/ids.js';
import type { Mail } from './mail.js';

const largestBytes = 20_000_000;

const namesOf = (addresses: AddressObject | AddressObject[] | undefined): string =>
  [addresses ?? []]
    .flat()
    .map((address) => address.text)
    .join(', ');

/** An SMTP server that takes every mail and hands it on; nothing is ever sent anywhere. */
export function createSmtpServer(receive: (mail: Mail) => void): SMTPServer {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: largestBytes,
    closeTimeout: 1_000,
    onData(stream, session, callback) {
      // The mail as it was sent: no HTML made from its text, no pictures put into its links.
      simpleParser(stream, { skipImageLinks: true, skipTextToHtml: true })
        .then((parsed) => {
          const envelope = session.envelope.rcptTo.map(({ address }) => address).join(', ');
          receive({
            id: newId(),
            from: namesOf(parsed.from),
            to: parsed.to ? namesOf(parsed.to) : envelope,
            subject: parsed.subject ?? '',
            text: parsed.text ?? '',
            html: typeof parsed.html === 'string' ? parsed.html : '',
            date: new Date().toISOString(),
          });
          callback();
        })
        .catch((error: unknown) => callback(error as Error));
    },
  });
  // A client that breaks off is its own affair.
  server.on('error', () => undefined);
  return server;
}
