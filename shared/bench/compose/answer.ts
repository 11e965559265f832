import { request } from 'undici';
import { askUntil } from '../../dev/process/wait-until.js';

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

/** Asks for `/` until the answer is as it should be. Throws with what it was made of when it never is. */
export async function answerOnce(
  question: Question,
  isRight: (timing: string, headers: readonly string[]) => boolean,
): Promise<Answer> {
  const last = await askUntil(
    () => ask(question),
    ({ status, timing, answer }) => status === 200 && isRight(timing, answer.headers),
    patienceMs,
  );
  if (last.status === 200 && isRight(last.timing, last.answer.headers)) return last.answer;
  throw new Error(`the page never came as it should; the last was a ${last.status} made of ${last.timing}`);
}

async function ask({ port, headers }: Question) {
  const { statusCode, headers: got, body } = await request(`http://127.0.0.1:${port}/`, { headers, reset: true });
  const kept = Object.entries(got).filter(([name]) => !fromNode.has(name));
  const answer: Answer = {
    headers: kept.flatMap(([name, value]) => [name, String(value)]),
    body: Buffer.from(await body.arrayBuffer()).toString('base64'),
  };
  return { status: statusCode, timing: String(got['server-timing']), answer };
}

/** The bytes of a request. */
export function bytesOf({ headers }: Question, path = '/'): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
}
