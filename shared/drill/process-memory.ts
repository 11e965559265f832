import { readFile } from 'node:fs/promises';

export interface Memory {
  nowMb: number;
  /** What the kernel counted, so that no peak falls between two looks. */
  peakMb: number;
}

/** Null when it is over. */
export async function memoryOf(pid: number | undefined): Promise<Memory | null> {
  const status = await readFile(`/proc/${pid ?? 0}/status`, 'utf8').catch(() => '');
  const mb = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0) / 1024;
  const memory = { nowMb: mb('VmRSS'), peakMb: mb('VmHWM') };
  return memory.nowMb > 0 ? memory : null;
}
