import type { Command } from 'commander';
import { countOf } from '../lib/count-of.js';
import { OperatorError } from '../lib/errors.js';
import { findDatabase } from './find-database.js';
import type { World } from './world.js';

interface Options {
  all?: boolean;
  yes?: boolean;
  json?: true;
}

const which = 'ids as rose jobs dead prints them';

export function jobsCommands(program: Command, world: World): void {
  const jobs = program.command('jobs').description('what failed so often that it is not tried any more');
  jobs
    .command('dead')
    .description('list what is dead: since when, and with which error')
    .option('--json', 'print {dead: [...]} on one line')
    .action((options: Options) => showDead(world, options));
  jobs
    .command('retry')
    .description('let the dead be tried again, from the first attempt')
    .argument('[ids...]', which)
    .option('--all', 'everything that is dead')
    .option('--json', 'print {retried: [ids]} on one line')
    .action((ids: string[], options: Options) => retry(world, ids, options));
  jobs
    .command('drop')
    .description('give the dead up: they are never done, and what waited behind them goes on')
    .argument('[ids...]', which)
    .option('--all', 'everything that is dead; needs --yes')
    .option('--yes', 'that is meant')
    .option('--json', 'print {dropped: [ids]} on one line')
    .addHelpText('after', '\nWhat is dropped stays in the database as dropped, with its last error.')
    .action((ids: string[], options: Options) => drop(world, ids, options));
}

async function showDead({ env, stdout }: World, { json }: Options): Promise<void> {
  const { url } = findDatabase(env);
  // Only now: whoever asks for help need not wait for the database's library.
  const { deadInWords, listDead } = await import('./jobs/list-dead.js');
  const dead = await listDead(url);
  stdout.write(`${json ? JSON.stringify({ dead }) : deadInWords(dead)}\n`);
}

async function retry({ env, stdout }: World, ids: string[], { all = false, json }: Options): Promise<void> {
  const { settleDead } = await import('./jobs/settle-dead.js');
  const retried = await settleDead(findDatabase(env).url, 'retry', { ids, all });
  const words = inWords(retried.length, 'tried again, from the first attempt');
  stdout.write(`${json ? JSON.stringify({ retried }) : words}\n`);
}

async function drop({ env, stdout }: World, ids: string[], { all = false, yes, json }: Options): Promise<void> {
  if (all && !yes) throw new OperatorError('That gives up everything that is dead, for good: add --yes to mean it.');
  const { settleDead } = await import('./jobs/settle-dead.js');
  const dropped = await settleDead(findDatabase(env).url, 'drop', { ids, all });
  const words = inWords(dropped.length, 'dropped, and what waited behind goes on');
  stdout.write(`${json ? JSON.stringify({ dropped }) : words}\n`);
}

function inWords(count: number, became: string): string {
  return count === 0 ? 'Nothing is dead.' : `${countOf(count, 'is', 'are')} ${became}.`;
}
