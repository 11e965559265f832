import type { World } from '../cli/world.js';
import { runCommandLine, type Command } from '../dev/runner/run-command-line.js';
import type { Drill, DrillResult } from './drill.js';
import { drills } from './index.js';

const about = 'Runs the races and faults that the platform claims to survive, on a PostgreSQL and a Redis of its own.';

/** The exit code: 0 when every promise held. */
export function runDrills(
  args: readonly string[],
  world: Pick<World, 'stdout' | 'stderr'>,
  entries: readonly Drill[] = drills,
): Promise<number> {
  const command: Command<Drill, DrillResult> = {
    name: 'drill',
    about,
    entries,
    run: async (drill, stage) => {
      const startedAt = performance.now();
      const outcome = await drill.run(stage);
      const held = Object.values(outcome.broken).every((times) => times === 0);
      return { name: drill.name, ...outcome, held, ms: Math.round(performance.now() - startedAt) };
    },
    describe,
    isFine: (results) => results.every(({ held }) => held),
  };
  return runCommandLine(command, args, world);
}

function describe({ name, tried, broken, examples, held, ms }: DrillResult): string {
  const list = (counts: Record<string, number>) =>
    Object.entries(counts)
      .map(([what, times]) => `${times.toLocaleString('en-GB')} ${what}`)
      .join(', ');
  return [
    `${name}: ${held ? 'held' : 'BROKE ITS PROMISE'} in ${(ms / 1000).toFixed(1)} s`,
    `  tried: ${list(tried)}`,
    `  came out: ${list(broken)}`,
    ...examples.map((example) => `    ${example}`),
  ].join('\n');
}
