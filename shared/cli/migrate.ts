import type { Command } from 'commander';
import { findDatabase } from './find-database.js';
import type { World } from './world.js';

export function migrateCommand(program: Command, world: World): void {
  program
    .command('migrate')
    .description('bring the database up to date, where it is not')
    .option('--json', 'print {applied: [names]} on one line')
    .action(async ({ json }: { json?: true }) => {
      const { directUrl } = findDatabase(world.env);
      const { migrate } = await import('../infrastructure/db/migrate.js');
      const result = await migrate(directUrl);
      world.stdout.write(`${json ? JSON.stringify(result) : inWords(result.applied)}\n`);
    });
}

function inWords(applied: string[]): string {
  if (applied.length === 0) return 'The database is up to date.';
  return [`Applied ${applied.length === 1 ? '1 migration' : `${applied.length} migrations`}:`, ...applied].join('\n  ');
}
