import { setTimeout as pause } from 'node:timers/promises';

const hourMs = 3_600_000;
const enoughMs = 30_000;

/** Returns while the clock's hour still has half a minute to go: what is counted by the hour then is within one. */
export async function withinOneHour(): Promise<void> {
  const leftMs = hourMs - (Date.now() % hourMs);
  if (leftMs < enoughMs) await pause(leftMs);
}
