import type { Command } from 'commander';
import type { RestoreFlags } from './backup/restore.js';
import type { World } from './world.js';

const steps = `
The backup is read through first, then the pictures come back, then the whole database changes in one step: a crash on the way
leaves it as it was. Newer migrations are applied on top. What the services keep ready is forgotten afterwards.
Stop the services before, start them after; shared/docs/runbook.md has the steps.`;

export function restoreCommand(program: Command, world: World): void {
  program
    .command('restore')
    .description('put a backup in the place of what is there')
    .argument('<backup>', 'its folder, rose-<time>')
    .option('--replace', 'take away the rows that are there now; asks for the name of the database')
    .option('--yes', 'do not ask, and go ahead while others are connected')
    .option('--no-media', 'leave the pictures as they are')
    .option(
      '--key-lost',
      'the SECRET_KEY of then is lost: leave out what only it opens, say what that is, end all sign-ins',
    )
    .option('--json', 'print {tables, rows, media, migrated, forgotten, leftOut} on one line')
    .addHelpText('after', steps)
    .action(async (folder: string, flags: RestoreFlags) => {
      const { restore } = await import('./backup/restore.js');
      await restore(world, folder, flags);
    });
}
