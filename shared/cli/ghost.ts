import type { Command } from 'commander';
import { findDatabase } from './find-database.js';
import { reportInWords, syncInWords } from './ghost-report.js';
import { ghostWatchCommands } from './ghost-watch.js';
import { ghostWebhookCommands } from './ghost-webhooks/commands.js';
import { readAnswers } from './read-answers.js';
import type { World } from './world.js';

interface ImportOptions {
  site: string;
  json?: true;
}

interface SyncFlags {
  full?: true;
  believeIt?: true;
  dryRun?: true;
  json?: true;
}

export function ghostCommands(program: Command, world: World): void {
  const ghost = program.command('ghost').description('what comes from a Ghost, and goes back');
  ghost
    .command('import')
    .description('take saved answers of a Ghost’s Admin API (posts, pages, tags or users), or its whole export')
    .argument(
      '<files...>',
      'JSON files: an answer’s body, bare or recorded as {status, headers, body}, or an export; - reads stdin',
    )
    .requiredOption('--site <url>', 'the Ghost’s web address, which its ids belong to')
    .option('--json', 'print the report as data on one line')
    .addHelpText('after', '\nAll files are taken in one go, or none. The same answer twice changes nothing.')
    .action(async (files: string[], { site, json }: ImportOptions) => {
      const { url } = findDatabase(world.env);
      const answers = await readAnswers(files, world.stdin);
      // Only now: whoever asks for help need not wait for the database's library.
      const { importAnswers } = await import('./ghost-import.js');
      const report = await importAnswers(url, site, answers, world.stderr);
      world.stdout.write(`${json ? JSON.stringify(report) : reportInWords(report)}\n`);
    });
  ghost
    .command('sync')
    .description('bring over what changed in the Ghost of GHOST_URL since the last time, and remove what is gone')
    .option('--full', 'compare everything, also what was read before, and say how much was otherwise than it should be')
    .option('--believe-it', 'remove what is gone even where that is most of what is here')
    .option('--dry-run', 'say what would be changed, and change nothing')
    .option('--json', 'print the report as data on one line')
    .addHelpText('after', '\nGoes on where it was stopped. GHOST_ADMIN_API_KEY is the key of an integration there.')
    .action(async ({ full, believeIt, dryRun, json }: SyncFlags) => {
      const { url } = findDatabase(world.env);
      if (dryRun) {
        const { previewSync } = await import('./ghost-preview.js');
        const preview = await previewSync(url, world, { full: full === true });
        const { previewInWords } = await import('./ghost-preview-words.js');
        world.stdout.write(`${json ? JSON.stringify(preview) : previewInWords(preview)}\n`);
        return;
      }
      const { syncGhost } = await import('./ghost-sync.js');
      const report = await syncGhost(url, world, { full: full === true, isCertain: believeIt === true });
      world.stdout.write(`${json ? JSON.stringify(report) : syncInWords(report)}\n`);
    });
  ghostWatchCommands(ghost, world);
  ghostWebhookCommands(ghost, world);
  ghost
    .command('print')
    .description('print the text of a post or page as Ghost’s editor would open it (Lexical JSON)')
    .argument('<slug>', 'the last part of its address')
    .action(async (slug: string) => {
      const { url } = findDatabase(world.env);
      const { printLexical } = await import('./ghost-print.js');
      world.stdout.write(`${await printLexical(url, slug)}\n`);
    });
}
