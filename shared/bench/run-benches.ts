import type { World } from '../cli/world.js';
import { runCommandLine, type Command } from '../dev/runner/run-command-line.js';
import type { Bench, BenchResult, Figure } from './bench.js';
import { benches } from './index.js';

const about = `Measures side by side, in alternating rounds of one run, on a PostgreSQL and a Redis of its own that write to the
disk as in production. A figure is the median of its rounds; the ratio is figure / yardstick.`;

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
      const figures = await bench.run(stage);
      return { name: bench.name, figures, ms: Math.round(performance.now() - startedAt) };
    },
    describe: ({ name, figures, ms }) =>
      [`${name}, measured in ${(ms / 1000).toFixed(1)} s`, ...figures.map(describe)].join('\n'),
    isFine: () => true,
  };
  return runCommandLine(command, args, world);
}

function describe({ name, unit, figure, yardstick, ratio, aim }: Figure): string {
  const aimed = aim === null ? '' : `, aim ${aim}: ${ratio >= aim ? 'reached' : 'MISSED'}`;
  return `  ${name}: ${inDigits(figure)} ${unit}; ${yardstick.name}: ${inDigits(yardstick.figure)}; ratio ${ratio.toFixed(2)}${aimed}`;
}

/** Whole numbers, or three digits that count where there would be fewer. */
function inDigits(value: number): string {
  return value.toLocaleString('en-GB', value >= 1_000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 });
}
