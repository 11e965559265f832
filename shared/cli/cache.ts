import type { Command } from 'commander';
import type { World } from './world.js';

export function cacheCommands(program: Command, world: World): void {
  const cache = program.command('cache').description('parts and pages that the services keep ready');
  cache
    .command('clear')
    .description('have every service forget all parts and pages that it keeps')
    .option('--json', 'print {processes} on one line')
    .addHelpText(
      'after',
      '\nFor rows that were changed by hand: what the services change themselves is shown at once. Each part is made anew once.',
    )
    .action(async ({ json }: { json?: true }) => {
      const { clearCache } = await import('./cache-clear.js');
      const processes = await clearCache(world.env);
      const told = processes === 1 ? '1 process has' : `${processes} processes have`;
      world.stdout.write(json ? `${JSON.stringify({ processes })}\n` : `${told} forgotten every part and page.\n`);
    });
}
