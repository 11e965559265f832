import { setTimeout as pause } from 'node:timers/promises';

/** Asks again and again until the answer holds; fails with the last answer when it never does within `ms`. */
export async function eventually<T>(ask: () => Promise<T> | T, holds: (answer: T) => boolean, ms = 10_000): Promise<T> {
  const until = performance.now() + ms;
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    if (performance.now() > until) {
      throw new Error(`it never held within ${ms} ms; the last answer: ${JSON.stringify(answer)}`);
    }
    await pause(20);
  }
}
