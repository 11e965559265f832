import { Command, CommanderError } from 'commander';
import { AppError, OperatorError } from '../lib/errors.js';
import { nouns } from './nouns.js';
import type { World } from './world.js';

/** Runs one command. The exit code: 0 when it did what was asked, 1 with one sentence on stderr when not. */
export async function runCommandLine(args: string[], world: World): Promise<number> {
  try {
    await createProgram(world).parseAsync(args.length > 0 ? args : ['--help'], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    world.stderr.write(`${sentenceOf(error)}\n`);
    return 1;
  }
}

function createProgram(world: World): Command {
  const program = new Command('rose')
    .description('The operator’s command line of Rose Ash, straight to the database.')
    .configureOutput({
      writeOut: (text) => world.stdout.write(text),
      // A noun without a verb shows what there is; every other complaint becomes one sentence below.
      writeErr: (text) => world.stdout.write(text),
      outputError: () => undefined,
    })
    .exitOverride();
  for (const declare of nouns) declare(program, world);
  return program;
}

function sentenceOf(error: unknown): string {
  if (error instanceof CommanderError) return complaint(error);
  if (error instanceof OperatorError) return error.message;
  if (error instanceof AppError) return error.sentence;
  return `That did not work, and it is our fault: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

function complaint({ code, message }: CommanderError): string {
  if (code === 'commander.help') return 'Say what to do; the list is above.';
  const [what = '', hint = ''] = message.replace(/^error: /, '').split('\n');
  const meant = /Did you mean (?:one of )?(.+)\?/.exec(hint)?.[1];
  const cure = meant === undefined ? 'see rose --help' : `did you mean ${meant}?`;
  return `${what.charAt(0).toUpperCase()}${what.slice(1).replace(/\..*$/, '')}; ${cure}${meant === undefined ? '.' : ''}`;
}
