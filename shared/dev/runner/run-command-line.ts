import { showProgress } from '../../cli/progress.js';
import type { World } from '../../cli/world.js';
import { OperatorError } from '../../lib/errors.js';
import { chooseEntries, withActs, type Entry } from './entry.js';
import { parseRunnerArguments } from './runner-arguments.js';

/** Given to each entry. */
export interface Stage {
  seed: number;
  /** What is being done, for whoever watches. */
  say: (what: string) => void;
}

export interface Command<E extends Entry, R> {
  /** `bench` or `drill`. */
  name: string;
  about: string;
  entries: readonly E[];
  run: (entry: E, stage: Stage) => Promise<R>;
  /** For people, once one is done. */
  describe: (result: R) => string;
  /** Whether the command as a whole did what it promises. */
  isFine: (results: readonly R[]) => boolean;
}

/** Runs the entries one after another. The exit code; `--json` prints one line `{command, seed, results}`, last. */
export async function runCommandLine<E extends Entry, R>(
  command: Command<E, R>,
  args: readonly string[],
  world: Pick<World, 'stdout' | 'stderr'>,
): Promise<number> {
  try {
    const { only, isJson, seed, wantsHelp } = parseRunnerArguments(command.name, args);
    if (wantsHelp) {
      world.stdout.write(helpOf(command));
      return 0;
    }
    const entries = chooseEntries(command.name, command.entries, only);
    if (!isJson) world.stdout.write(`seed ${String(seed)}\n`);
    const results: R[] = [];
    for (const entry of entries) {
      const result = await runOne(command, entry, seed, world);
      if (!isJson) world.stdout.write(`\n${command.describe(result)}\n`);
      results.push(result);
    }
    if (isJson) world.stdout.write(`${JSON.stringify({ command: command.name, seed, results })}\n`);
    return command.isFine(results) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    world.stderr.write(`${error.message}\n`);
    return 1;
  }
}

async function runOne<E extends Entry, R>(
  { run }: Command<E, R>,
  entry: E,
  seed: number,
  { stderr }: Pick<World, 'stderr'>,
): Promise<R> {
  const progress = showProgress(stderr);
  try {
    return await run(entry, { seed, say: (what) => progress.say(`${entry.name}: ${what}`) });
  } finally {
    progress.end();
  }
}

function helpOf<E extends Entry, R>({ name, about, entries }: Command<E, R>): string {
  const all = withActs(entries);
  const width = Math.max(...all.map((entry) => entry.name.length));
  const list = all.map((entry) => `  ${entry.name.padEnd(width)}  ${entry.about}`);
  return `npm run ${name} [-- --only NAME] [--seed N] [--json]

${about}

${list.join('\n')}

--only NAME  runs one of them
--seed N     draws the same chances as the run that printed N
--json       prints one line, last on stdout
`;
}
