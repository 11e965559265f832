import type { Command } from 'commander';
import { findDatabase } from './find-database.js';
import type { World } from './world.js';

export function mailCommands(program: Command, world: World): void {
  const mail = program.command('mail').description('what the house sends by mail');
  mail
    .command('check')
    .description('send a mail that only says that it came, and tell what became of it')
    .argument('<address>', 'who gets it')
    .option('--json', 'print {state, attempts, answer} on one line')
    .addHelpText('after', '\nA worker of account sends it; it is waited for half a minute.')
    .action(async (address: string, { json }: { json?: true }) => {
      const { url } = findDatabase(world.env);
      const { checkMail, sayFate } = await import('./mail-check.js');
      const fate = await checkMail(url, address, world);
      if (json) world.stdout.write(`${JSON.stringify(fate)}\n`);
      const sentence = sayFate(fate, address);
      if (!json) world.stdout.write(`${sentence}\n`);
    });
}
