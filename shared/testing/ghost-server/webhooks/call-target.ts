import { request } from 'undici';

/** Ghost waits so long, and asks once. */
const patienceMs = 2000;

export async function callTarget(
  url: string,
  headers: Record<string, string>,
  body: string,
): Promise<number | 'no answer'> {
  try {
    const answer = await request(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(patienceMs) });
    await answer.body.dump();
    return answer.statusCode;
  } catch {
    return 'no answer';
  }
}
