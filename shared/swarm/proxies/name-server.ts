import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** A DNS server on loopback that says what Docker's would: every address behind a name, and nothing of other kinds. */
export interface NameServer {
  /** `udp/127.0.0.1:<port>`, as Caddy writes it. */
  address: string;
  /** Name to IPv4 addresses; change it at will. A name that is not here does not exist. */
  names: Map<string, readonly string[]>;
  stop(): Promise<void>;
}

const headerBytes = 12;
const addressRecord = 1;

export async function startNameServer(): Promise<NameServer> {
  const names = new Map<string, readonly string[]>();
  const socket = createSocket('udp4');
  socket.on('message', (question, from) => socket.send(answerTo(question, names), from.port, from.address));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `udp/127.0.0.1:${socket.address().port}`,
    names,
    stop: () => new Promise((resolve) => void socket.close(resolve)),
  };
}

/** RFC 1035, 4.1: the question comes back, with one record for each address. */
function answerTo(message: Buffer, names: NameServer['names']): Buffer {
  const labels: string[] = [];
  let at = headerBytes;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length).toLowerCase());
    at += 1 + length;
  }
  const question = message.subarray(headerBytes, at + 5);
  const known = names.get(labels.join('.'));
  const addresses = message.readUInt16BE(at + 1) === addressRecord ? (known ?? []) : [];
  const header = Buffer.alloc(headerBytes);
  message.copy(header, 0, 0, 2);
  header.writeUInt16BE(known === undefined ? 0x8583 : 0x8580, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(addresses.length, 6);
  return Buffer.concat([header, question, ...addresses.map(recordOf)]);
}

/** Points back to the name of the question; may be remembered for no time at all. */
function recordOf(address: string): Buffer {
  return Buffer.from([0xc0, headerBytes, 0, addressRecord, 0, 1, 0, 0, 0, 0, 0, 4, ...address.split('.').map(Number)]);
}
