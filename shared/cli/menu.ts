import type { Command } from 'commander';
import type { MenuItemDto } from '../contracts/dtos/blog.js';
import { countOf } from '../lib/count-of.js';
import { findDatabase } from './find-database.js';
import type { World } from './world.js';

interface Options {
  json?: true;
}

const form = `
The file is YAML or JSON, at most 60 entries, three deep:

  - label: The bakehouse
    href: blog:/tag/bread/
    children:
      - label: On the shelves
        href: market:/
  - label: Our mill
    href: https://mill.example/

An address is a place on one of our sites (blog, market, cart, events, federation, account), or a whole one elsewhere.
An empty list, [], takes the menu away.`;

export function menuCommands(program: Command, world: World): void {
  const menu = program.command('menu').description('the menu below the tabs of all six sites');
  menu
    .command('show')
    .description('print it as a file that rose menu set takes')
    .option('--json', 'as JSON on one line, not as YAML')
    .action(async ({ json }: Options) => {
      const { findMenu } = await import('./menu/read-and-write.js');
      const items = await findMenu(findDatabase(world.env).url);
      const { writeMenu } = await import('./menu/menu-file.js');
      world.stdout.write(json ? `${JSON.stringify(items)}\n` : writeMenu(items));
    });
  menu
    .command('set')
    .description('put the menu of a file in the place of the one that is there')
    .argument('<file>', 'YAML or JSON; - reads stdin')
    .option('--json', 'print {entries} on one line')
    .addHelpText('after', form)
    .action((file: string, options: Options) => setMenu(world, file, options));
}

async function setMenu(world: World, file: string, { json }: Options): Promise<void> {
  const { url } = findDatabase(world.env);
  const { readMenu } = await import('./menu/menu-file.js');
  const items = await readMenu(file, world.stdin);
  const { saveMenu } = await import('./menu/read-and-write.js');
  await saveMenu(url, world.env, file, items);
  const entries = count(items);
  const words = entries === 0 ? 'There is no menu now.' : `The menu has ${countOf(entries, 'entry', 'entries')} now.`;
  world.stdout.write(`${json ? JSON.stringify({ entries }) : words}\n`);
}

const count = (items: readonly MenuItemDto[]): number =>
  items.reduce((sum, { children }) => sum + 1 + count(children), 0);
