import type { Command } from 'commander';
import type { World } from './world.js';

interface Options {
  now?: true;
  json?: true;
}

export function keysCommands(program: Command, world: World): void {
  const keys = program.command('keys').description('the keys with which federation signs who somebody is');
  keys
    .command('list')
    .description('show those that are published: the one that signs, the one that waits, those of before')
    .option('--json', 'print {keys: [...]} on one line')
    .action(async ({ json }: Options) => {
      const { keysInWords, listKeys } = await import('./provider/keys.js');
      const found = await listKeys(world.env);
      world.stdout.write(json ? `${JSON.stringify({ keys: found })}\n` : keysInWords(found));
    });
  keys
    .command('rotate')
    .description('let the waiting key sign, once everybody had a day to learn of it; nobody is signed out')
    .option('--now', 'at once, for when the old key may have been seen by others')
    .option('--json', 'print {kid, signsFrom} on one line')
    .action(async ({ now, json }: Options) => {
      const { rotateKeys } = await import('./provider/keys.js');
      const { kid, signsFrom } = await rotateKeys(world.env, now ? 'now' : 'soon');
      const words = `${kid} signs from ${signsFrom?.toISOString() ?? 'now on'}; every process knows within seconds.\n`;
      world.stdout.write(json ? `${JSON.stringify({ kid, signsFrom })}\n` : words);
    });
}
