import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

const sampleMs = 400;
const quietShare = 0.75;

function ticks() {
  const all = cpus().map(({ times }) => times);
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  return { idle: sum(all.map(({ idle }) => idle)), total: sum(all.flatMap((times) => Object.values(times))) };
}

/** Whether others leave the machine to us: looked at while nothing of ours runs. Else bounds in ms would judge them. */
export async function isMachineQuiet(): Promise<boolean> {
  const before = ticks();
  await pause(sampleMs);
  const after = ticks();
  return (after.idle - before.idle) / (after.total - before.total) >= quietShare;
}
