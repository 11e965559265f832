import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again every few milliseconds until the answer settles the matter or the time (ms) is over; the last answer counts. */
export async function askUntil<T>(
  ask: () => T | Promise<T>,
  isSettled: (answer: T) => boolean,
  withinMs: number,
  everyMs = 20,
): Promise<T> {
  const end = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (isSettled(answer) || performance.now() >= end) return answer;
    await sleep(everyMs);
  }
}

/** True as soon as it is so, false when the time (ms) is over. */
export function waitUntil(isSo: () => boolean | Promise<boolean>, withinMs: number, everyMs = 20): Promise<boolean> {
  return askUntil(isSo, (answer) => answer, withinMs, everyMs);
}
