import type { Command } from 'commander';
import { OperatorError } from '../../lib/errors.js';
import { findDatabase } from '../find-database.js';
import type { World } from '../world.js';

interface InstallFlags extends Flags {
  url?: string;
}

interface Flags {
  json?: true;
}

const about = `
A Ghost tells by them that something changed, so that it is here within seconds and not within the minute. They are made
with the key of GHOST_ADMIN_API_KEY and signed with GHOST_WEBHOOK_SECRET, which the blog has to know, too. After another
secret, or another address, say install again: it sets those that are there anew.`;

/** What a Ghost sends us by itself. */
export function ghostWebhookCommands(ghost: Command, world: World): void {
  const webhooks = ghost
    .command('webhooks')
    .description('what the Ghost of GHOST_URL tells us by itself')
    .addHelpText('after', about);
  webhooks
    .command('install')
    .description('have the Ghost tell the blog at once when something changes')
    .option('--url <address>', 'where the Ghost reaches the blog, if not at its public address')
    .option('--json', 'print the report as data on one line')
    .action((flags: InstallFlags) => install(world, flags));
  webhooks
    .command('remove')
    .description('have it tell us nothing any more, as far as we know what it tells')
    .option('--json', 'print {removed, gone, foreign} on one line')
    .action((flags: Flags) => remove(world, flags));
  webhooks
    .command('list')
    .description('print what we made there: event, address and id; a Ghost does not say what it has')
    .option('--json', 'print it as data on one line')
    .action((flags: Flags) => list(world, flags));
}

async function install(world: World, { url, json }: InstallFlags): Promise<void> {
  const database = findDatabase(world.env).url;
  const { targetFor, warningsOf } = await import('./target.js');
  const target = targetFor(world.env, url);
  const { install: installAll } = await import('./change.js');
  const report = await installAll(database, world, target);
  const { installInWords, takenInWords } = await import('./in-words.js');
  world.stdout.write(`${json ? JSON.stringify(report) : installInWords(report)}\n`);
  for (const warning of warningsOf(target)) world.stderr.write(`${warning}\n`);
  const taken = takenInWords(report);
  if (taken !== null) throw new OperatorError(taken);
}

async function remove(world: World, { json }: Flags): Promise<void> {
  const { url } = findDatabase(world.env);
  const { remove: removeAll } = await import('./change.js');
  const report = await removeAll(url, world);
  const { removalInWords } = await import('./in-words.js');
  world.stdout.write(`${json ? JSON.stringify(report) : removalInWords(report)}\n`);
}

async function list(world: World, { json }: Flags): Promise<void> {
  const { url } = findDatabase(world.env);
  const { list: listAll } = await import('./change.js');
  const webhooks = await listAll(url, world.env);
  const { listInWords } = await import('./in-words.js');
  world.stdout.write(`${json ? JSON.stringify(webhooks) : listInWords(webhooks)}\n`);
}
