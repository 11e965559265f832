import { request } from 'undici';
import { waitUntil } from '../../dev/process/wait-until.js';

/** An answer as it went over the wire. */
export interface Answer {
  /** Name, value, name, value. Without what Node writes by itself. */
  headers: string[];
  /** As base64, compressed where it came compressed. */
  body: string;
}

/** What somebody asks for. */
export interface Question {
  port: number;
  headers: Readonly<Record<string, string>>;
}

const fromNode = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding']);
const patienceMs = 30_000;

/** Asks for `/` until the answer is as it should be. Throws with the last one when it never is. */
export async function answerOnce(
  { port, headers }: Question,
  isRight: (timing: string, headers: readonly string[]) => boolean,
): Promise<Answer> {
  let last: Answer | null = null;
  let timing = '';
  const isThere = await waitUntil(async () => {
    const answer = await request(`http://127.0.0.1:${port}/`, { headers, reset: true });
    const body = Buffer.from(await answer.body.arrayBuffer()).toString('base64');
    const kept = Object.entries(answer.headers).filter(([name]) => !fromNode.has(name));
    last = { headers: kept.flatMap(([name, value]) => [name, String(value)]), body };
    timing = String(answer.headers['server-timing']);
    return answer.statusCode === 200 && isRight(timing, last.headers);
  }, patienceMs);
  if (!isThere || last === null) throw new Error(`the page never came as it should; the last was made of ${timing}`);
  return last;
}

/** The bytes of a request for `/`. */
export function bytesOf({ headers }: Question): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET / HTTP/1.1\r\n${lines.join('')}\r\n`;
}
