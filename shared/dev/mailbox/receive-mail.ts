import type { AddressObject } from 'mailparser';
import type { Readable } from 'node:stream';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { newId } from '../../lib/ids.js';
import type { Mail } from './mail.js';

const largestBytes = 20_000_000;

const namesOf = (addresses: AddressObject | AddressObject[] | undefined): string =>
  [addresses ?? []]
    .flat()
    .map((address) => address.text)
    .join(', ');

const envelopeOf = ({ envelope }: SMTPServerSession): string =>
  envelope.rcptTo.map(({ address }) => address).join(', ');

async function read(stream: Readable, session: SMTPServerSession): Promise<Mail> {
  // Loaded with the first mail: it is the heaviest part of the stack and a start does not need it.
  const { simpleParser } = await import('mailparser');
  // The mail as it was sent: no HTML made from its text, no pictures put into its links.
  const parsed = await simpleParser(stream, { skipImageLinks: true, skipTextToHtml: true });
  return {
    id: newId(),
    from: namesOf(parsed.from),
    to: parsed.to ? namesOf(parsed.to) : envelopeOf(session),
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    html: typeof parsed.html === 'string' ? parsed.html : '',
    date: new Date().toISOString(),
  };
}

/** An SMTP server that takes every mail and hands it on; nothing is ever sent anywhere. */
export function createSmtpServer(receive: (mail: Mail) => void): SMTPServer {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: largestBytes,
    closeTimeout: 1_000,
    onData(stream, session, callback) {
      read(stream, session)
        .then(receive)
        .then(
          () => callback(),
          (error: unknown) => callback(error as Error),
        );
    },
  });
  // A client that breaks off is its own affair.
  server.on('error', () => undefined);
  return server;
}
