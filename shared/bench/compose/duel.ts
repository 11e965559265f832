import type { Figure, Measured } from '../bench.js';
import { inTurns, median, spread } from '../side-by-side.js';
import type { Child } from './child.js';
import type { Load } from './load.js';

export interface Effort {
  rounds: number;
  /** How long a round takes, in ms. */
  roundMs: number;
  /** Kept open at once. */
  connections: number;
  /** How long each is warmed up before the first round, in ms; what is compiled is compiled by then. */
  warmMs: number;
}

/** Who answers, and what they are asked. */
export interface Contender {
  name: string;
  port: number;
  request: string;
  /** Length of the body of each answer, where it must always be the same. */
  bytes?: number;
  /** Every process that takes part in an answer, but for the database and Redis. */
  processes: readonly Pick<Child, 'spent'>[];
}

export interface Duel {
  ours: Contender;
  theirs: Contender;
  aim: number | null;
}

interface Found {
  perSecond: number;
  /** Microseconds of processor time for each answer. */
  micros: number;
  answers: number;
  failures: number;
}

/** More than this share of wrong answers, and the figure says nothing. */
const mostFailures = 0.02;

/** Requests answered in a second, in alternating rounds, with what each answer cost. */
export async function duel(
  { ours, theirs, aim }: Duel,
  { rounds, warmMs, ...order }: Effort,
  load: Load,
  say: (what: string) => void,
): Promise<Figure> {
  for (const { name, port, request } of [ours, theirs]) {
    say(`${name}, warming up`);
    await load.run({ port, request, connections: order.connections, ms: warmMs });
  }
  const round =
    ({ port, request, bytes, processes }: Contender) =>
    async (): Promise<Found> => {
      const before = await spentBy(processes);
      const { answers, failures, perSecond } = await load.run({
        ...{ port, request, connections: order.connections, ms: order.roundMs },
        ...(bytes === undefined ? {} : { bytes }),
      });
      return { perSecond, micros: ((await spentBy(processes)) - before) / answers, answers, failures };
    };
  const found = await inTurns(rounds, round(ours), round(theirs), (what) => say(`${ours.name}, ${what}`));
  refuseFailures(ours.name, found.ours);
  refuseFailures(theirs.name, found.theirs);
  const [figure, yardstick] = [measured(found.ours), measured(found.theirs)];
  return {
    ...{ name: ours.name, unit: 'per second', ...figure, aim },
    yardstick: { name: theirs.name, ...yardstick },
    ratio: figure.figure / yardstick.figure,
  };
}

async function spentBy(processes: Contender['processes']): Promise<number> {
  const each = await Promise.all(processes.map((child) => child.spent()));
  return each.reduce((sum, micros) => sum + micros, 0);
}

function measured(found: readonly Found[]): Measured {
  const all = found.map(({ perSecond }) => perSecond);
  return { figure: median(all), spread: spread(all), cpuMicros: median(found.map(({ micros }) => micros)) };
}

function refuseFailures(name: string, found: readonly Found[]): void {
  const sum = (part: 'answers' | 'failures') => found.reduce((before, one) => before + one[part], 0);
  const [answers, failures] = [sum('answers'), sum('failures')];
  if (failures <= mostFailures * (answers + failures)) return;
  throw new Error(`${name}: ${failures} of ${answers + failures} answers were not what was asked for`);
}
