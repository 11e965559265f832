// Asks one server the same thing over some kept connections, each its next question when it has the answer, and counts.
import { connect } from 'node:net';

export interface LoadOrder {
  kind: 'load';
  port: number;
  /** The bytes of one request. */
  request: string;
  connections: number;
  ms: number;
  /** Length of the body of every answer, where it is always the same; another one is a failure. */
  bytes?: number;
}

export interface Loaded {
  kind: 'loaded';
  /** Those that were as they should be. */
  answers: number;
  /** Answers other than 200 or of another length, and connections that broke. */
  failures: number;
  perSecond: number;
}

process.on('disconnect', () => process.exit(0));
process.on('message', (message) => {
  if ((message as { kind?: string }).kind !== 'load') return;
  void load(message as LoadOrder).then((loaded) => process.send?.(loaded));
});

async function load(order: LoadOrder): Promise<Loaded> {
  const begunAt = performance.now();
  const each = await Promise.all(Array.from({ length: order.connections }, () => keepAsking(order, begunAt)));
  const seconds = (performance.now() - begunAt) / 1_000;
  const [answers, failures] = [0, 1].map((part) => each.reduce((sum, counts) => sum + (counts[part] ?? 0), 0));
  return { kind: 'loaded', answers: answers ?? 0, failures: failures ?? 0, perSecond: (answers ?? 0) / seconds };
}

/** Answers and failures of one connection. */
function keepAsking({ port, request, ms, bytes }: LoadOrder, begunAt: number): Promise<[number, number]> {
  return new Promise((resolve) => {
    let [answers, failures, missing] = [0, 0, 0];
    let head = '';
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    const done = (more: number) => {
      socket.destroy();
      resolve([answers, failures + more]);
    };
    const ask = () => (performance.now() - begunAt < ms ? socket.write(request) : done(0));
    let isRight = true;
    const finish = () => {
      if (isRight) answers += 1;
      else failures += 1;
      ask();
    };
    socket
      .on('connect', ask)
      .on('error', () => done(1))
      .on('end', () => done(1));
    socket.on('data', (chunk) => {
      if (missing > 0) {
        missing -= chunk.length;
        if (missing === 0) finish();
        return;
      }
      head += chunk.toString('latin1');
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? NaN);
      isRight = head.startsWith('HTTP/1.1 200') && length === (bytes ?? length);
      missing = (length || 0) - (head.length - end - 4);
      head = '';
      if (missing === 0) finish();
    });
  });
}
