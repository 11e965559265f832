import type { Command } from 'commander';
import { findDatabase } from './find-database.js';
import type { World } from './world.js';

/** How the reading of a living Ghost stands, and how it goes on. */
export function ghostWatchCommands(ghost: Command, world: World): void {
  ghost
    .command('status')
    .description(
      'say how the reading of the Ghost of GHOST_URL stands: when it was read, what is in the way, what to do',
    )
    .option('--json', 'print it as data on one line')
    .action(async ({ json }: { json?: true }) => {
      const { url } = findDatabase(world.env);
      const { ghostSite } = await import('./ghost-place.js');
      const { readGhostStatus, statusInWords } = await import('./ghost-status.js');
      const status = await readGhostStatus(url, ghostSite(world.env));
      world.stdout.write(`${json ? JSON.stringify(status) : statusInWords(status)}\n`);
    });
  ghost
    .command('resume')
    .description('have the Ghost asked again, after it refused our key or was waited for')
    .action(async () => {
      const { url } = findDatabase(world.env);
      const { ghostSite } = await import('./ghost-place.js');
      const { resumeGhost } = await import('./ghost-status.js');
      world.stdout.write(`${await resumeGhost(url, ghostSite(world.env))}\n`);
    });
}
