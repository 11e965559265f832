import { Option, type Command } from 'commander';
import { appNames, type AppName } from '../contracts/apps.js';
import type { World } from './world.js';

interface Options {
  app?: AppName;
  minutes?: string;
  json?: true;
}

const oneSite = () => new Option('--app <site>', 'one site only').choices([...appNames]);
const asData = 'print {closed: [{site, since, until}]} on one line';

export function maintenanceCommands(program: Command, world: World): void {
  const maintenance = program.command('maintenance').description('close the house, or one site, while it is mended');
  maintenance
    .command('on')
    .description('answer visitors with a calm page (503) in place of everything else')
    .addOption(oneSite())
    .option('--minutes <number>', 'how long it will take; visitors are told', '10')
    .option('--json', asData)
    .addHelpText(
      'after',
      '\nProbes and workers go on, and so do parts that other sites show. It ends only by rose maintenance off.',
    )
    .action(async ({ app, minutes = '', json }: Options) => {
      const { close } = await import('./maintenance/open-and-close.js');
      await tell(world, await close(world.env, app ?? 'all', minutes), json);
    });
  maintenance
    .command('off')
    .description('open again')
    .addOption(oneSite())
    .option('--json', asData)
    .action(async ({ app, json }: Options) => {
      const { open } = await import('./maintenance/open-and-close.js');
      await tell(world, await open(world.env, app), json);
    });
  maintenance
    .command('show')
    .description('say what is closed, since when and until when')
    .option('--json', asData)
    .action(async ({ json }: Options) => {
      const { listClosed } = await import('./maintenance/open-and-close.js');
      await tell(world, await listClosed(world.env), json);
    });
}

type Closed = { site: string; since: Date; until: Date }[];

async function tell({ stdout }: World, closed: Closed, json: true | undefined): Promise<void> {
  stdout.write(`${json ? JSON.stringify({ closed }) : inWords(closed)}\n`);
}

function inWords(closed: Closed): string {
  if (closed.length === 0) return 'Everything is open.';
  return closed
    .map(({ site, since, until }) => {
      const name = site === 'all' ? 'The whole house' : `The site ${site}`;
      return `${name} is closed since ${since.toISOString()}, until about ${until.toISOString()}.`;
    })
    .join('\n');
}
