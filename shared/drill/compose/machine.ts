import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** Of all that the processors could do meanwhile. */
const mostOfOthers = 0.25;
/** The kernel counts in these, on every architecture that Node runs on. */
const tickMs = 10;

interface Worked {
  total: number;
  busy: number;
  ours: number;
}

/**
 * Begins to look at the machine. What it returns says whether others left it to us meanwhile: else bounds in ms would
 * judge them. A look beforehand would not do: in a run of tests others come and go.
 */
export function watchMachine(): () => boolean {
  const before = worked();
  return () => {
    const after = worked();
    const ofOthers = after.busy - before.busy - (after.ours - before.ours);
    return ofOthers <= mostOfOthers * (after.total - before.total);
  };
}

/** In ms of one processor, since some beginning. */
function worked(): Worked {
  const all = cpus().map(({ times }) => times);
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const total = sum(all.flatMap((times) => Object.values(times)));
  return { total, busy: total - sum(all.map(({ idle }) => idle)), ours: workedByUs() };
}

/** What this process, those that it started and those that it has seen end have worked, in ms; 0 where nobody tells. */
export function workedByUs(): number {
  if (!existsSync('/proc/self/stat')) return 0;
  const all = new Map<number, { parent: number; ticks: number }>();
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    const fields = fieldsOf(name);
    if (fields.length > 0) all.set(Number(name), { parent: fields[1] ?? 0, ticks: sumOf(fields.slice(11, 15)) });
  }
  const isOurs = (pid: number): boolean => pid === process.pid || (pid > 1 && isOurs(all.get(pid)?.parent ?? 0));
  return tickMs * sumOf([...all].filter(([pid]) => isOurs(pid)).map(([, { ticks }]) => ticks));
}

const sumOf = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Those of proc(5) from the state on; none where it has ended. The name before them may hold anything. */
function fieldsOf(pid: string): number[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
  } catch {
    return [];
  }
}
