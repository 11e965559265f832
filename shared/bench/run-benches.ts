import type { World } from '../cli/world.js';
import { runCommandLine, type Command } from '../dev/runner/run-command-line.js';
import type { Bench, BenchResult, Figure, Measured } from './bench.js';
import { benches } from './index.js';

const about = `Measures side by side, in alternating rounds of one run, on a PostgreSQL and a Redis of its own that write to the
disk as in production. A figure is the median of its rounds (in brackets the least and the most, and the processor time
of each where it is known); the ratio is figure / yardstick.`;

/** The exit code: 0 once all is measured. An aim that is missed is printed, and fails nothing: machines differ. */
export function runBenches(
  args: readonly string[],
  world: Pick<World, 'stdout' | 'stderr'>,
  entries: readonly Bench[] = benches,
): Promise<number> {
  const command: Command<Bench, BenchResult> = {
    name: 'bench',
    about,
    entries,
    run: async (bench, stage) => {
      const startedAt = performance.now();
      const found = await bench.run(stage);
      const figures = found.filter((one) => typeof one !== 'string');
      const notes = found.filter((one) => typeof one === 'string');
      return { name: bench.name, figures, notes, ms: Math.round(performance.now() - startedAt) };
    },
    describe: ({ name, figures, notes, ms }) =>
      [
        `${name}, measured in ${(ms / 1000).toFixed(1)} s`,
        ...figures.map(describe),
        ...notes.map((note) => `  ${note}`),
      ].join('\n'),
    isFine: () => true,
  };
  return runCommandLine(command, args, world);
}

function describe({ name, unit, yardstick, ratio, aim, ...ours }: Figure): string {
  const aimed = aim === null ? '' : `, aim ${aim}: ${ratio >= aim ? 'reached' : 'MISSED'}`;
  const [figure, beside] = [inWords(ours, ` ${unit}`), inWords(yardstick)];
  return `  ${name}: ${figure}; ${yardstick.name}: ${beside}; ratio ${ratio.toFixed(2)}${aimed}`;
}

function inWords({ figure, spread, cpuMicros }: Measured, unit = ''): string {
  const more = [
    ...(spread === undefined ? [] : [`${inDigits(spread[0])} to ${inDigits(spread[1])}`]),
    ...(cpuMicros === undefined ? [] : [`${inDigits(cpuMicros)} µs of CPU each`]),
  ];
  return `${inDigits(figure)}${unit}${more.length === 0 ? '' : ` (${more.join(', ')})`}`;
}

/** Whole numbers, or three digits that count where there would be fewer. */
function inDigits(value: number): string {
  return value.toLocaleString('en-GB', value >= 1_000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 });
}
