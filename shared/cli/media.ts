import type { Command } from 'commander';
import { findDatabase } from './find-database.js';
import type { World } from './world.js';

interface AddOptions {
  alt: string;
  json?: true;
}

export function mediaCommands(program: Command, world: World): void {
  const media = program.command('media').description('the pictures of the house');
  media
    .command('add')
    .description('take pictures in: JPEG, PNG, WebP, AVIF or GIF')
    .argument('<files...>', 'the files')
    .requiredOption('--alt <text>', 'what they show, for those who do not see it; empty for decoration')
    .option('--json', 'print [{id, sha256, address, ...}] on one line')
    .addHelpText('after', '\nA worker of blog makes what is shown of them. The same bytes twice are one picture.')
    .action(async (files: string[], { alt, json }: AddOptions) => {
      const { url } = findDatabase(world.env);
      const { addPictures } = await import('./media-add.js');
      const added = await addPictures(url, files, alt, world);
      const lines = json ? [JSON.stringify(added)] : added.map(({ address }) => address);
      world.stdout.write(`${lines.join('\n')}\n`);
    });
  media
    .command('copies')
    .description('how many pictures of texts are copied from elsewhere, and which did not come')
    .option('--json', 'print {counts, troubled} on one line')
    .action(async ({ json }: { json?: true }) => {
      const { url } = findDatabase(world.env);
      const { copiesInWords, reportCopies } = await import('./media-copies.js');
      const report = await reportCopies(url);
      world.stdout.write(`${json ? JSON.stringify(report) : copiesInWords(report)}\n`);
    });
  media
    .command('copy-again')
    .description('try once more to copy the pictures that were given up')
    .action(async () => {
      const { url } = findDatabase(world.env);
      const { retryCopies } = await import('./media-copies.js');
      world.stdout.write(`${await retryCopies(url, world)} asked for again\n`);
    });
}
