import type { Command } from 'commander';
import type { World } from './world.js';

interface MakeOptions {
  to: string;
  keep?: string;
  media: boolean;
  emptied?: true;
  json?: true;
}

const whatIsIn = `
In it: every row as it is at one moment, schema, sequences, pictures. Not in it: SECRET_KEY and other settings, without which
the keys in it do not open; keep those elsewhere. Nor what lies in Redis, which may be lost at any time by design.
It may run while everybody works. Pictures are copied once, whichever backups name them.`;

export function backupCommands(program: Command, world: World): void {
  const backup = program.command('backup').description('keep all that must not be lost in a folder');
  backup
    .command('make', { isDefault: true })
    .description('write a backup; rose backup --to <folder> does the same')
    .requiredOption('--to <folder>', 'where backups lie, of this house and no other; made if it is not there')
    .option('--keep <number>', 'remove the oldest once there are more than so many')
    .option('--no-media', 'leave out the pictures')
    .option('--emptied', 'go ahead though all members or pictures are gone since the backup before; removes nothing')
    .option('--json', 'print {folder, tables, rows, bytes, media, pruned, ...} on one line')
    .addHelpText('after', whatIsIn)
    .action(async (options: MakeOptions) => {
      const { backUp } = await import('./backup/back-up.js');
      await backUp(world, options);
    });
  backup
    .command('list')
    .description('show the backups in a folder, the oldest first')
    .argument('<folder>', 'where backups lie')
    .option('--json', 'print {backups: [{folder, takenAt, version, rows, bytes}]} on one line')
    .action(async (folder: string, { json }: { json?: true }) => {
      const { showBackups } = await import('./backup/show-backups.js');
      await showBackups(world, folder, json);
    });
  backup
    .command('verify')
    .description('read a backup through and compare everything with its manifest; needs no database')
    .argument('<backup>', 'its folder, rose-<time>')
    .option('--json', 'print {folder, whole, problems: [...]} on one line')
    .action(async (folder: string, { json }: { json?: true }) => {
      const { verify } = await import('./backup/verify.js');
      await verify(world, folder, json);
    });
}
