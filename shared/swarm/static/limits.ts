import { bytes, type Stack } from './stack.js';

/** What was measured may come to half as much again: more rows, more visitors, another allocator. */
const leastTimes = 1.5;
/** More than that is room that the machine promises to nobody, and a leak that is found late. */
const mostTimes = 12;
/** What they may hold follows from what they are told to hold, and not from the little that a test puts there. */
const filled = new Set(['db', 'redis', 'cache']);

const mb = (size: number) => Math.round(size / 1024 ** 2);

/** Compares the limits of a stack with the most that was in use, in bytes by service. */
export function wrongLimits({ services }: Stack, peaks: Record<string, number>): { lines: string[]; wrong: string[] } {
  const lines: string[] = [];
  const wrong: string[] = [];
  for (const [name, { deploy }] of Object.entries(services)) {
    const limit = bytes(deploy.resources?.limits?.memory);
    const peak = peaks[name] ?? NaN;
    const line = `  ${name}: ${mb(peak)} of ${mb(limit)} MB`;
    lines.push(line);
    if (!(limit >= leastTimes * peak)) wrong.push(`${line}, which is too little`);
    else if (!filled.has(name) && limit > mostTimes * peak) wrong.push(`${line}, which is more than it can need`);
  }
  return { lines, wrong };
}
