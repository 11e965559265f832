import type { Command } from 'commander';
import type { World } from './world.js';

interface AddOptions {
  actor?: string;
  user?: string;
  name: string;
  scope: string[];
  json?: true;
}

const collect = (value: string, values: string[]) => [...values, value];

export function tokenCommands(program: Command, world: World): void {
  const token = program.command('token').description('tokens for programs that act as one of our six, or as a member');
  token
    .command('add')
    .description('make one; it is shown once')
    .option('--actor <app>', 'it acts as this app')
    .option('--user <email>', 'it acts as the member of this address')
    .option('--name <name>', 'what it is for', 'made on the command line')
    .option('--scope <scope>', 'what it may do; may be given several times', collect, [])
    .option('--json', 'print {token} on one line')
    .action(async ({ json, ...options }: AddOptions) => {
      const { addToken } = await import('./provider/tokens.js');
      const made = await addToken(world.env, options);
      world.stdout.write(json ? `${JSON.stringify({ token: made })}\n` : `${made}\nIt is shown this once.\n`);
    });
  token
    .command('list')
    .description('show those that work, the oldest first')
    .option('--json', 'print {tokens: [...]} on one line')
    .action(async ({ json }: { json?: true }) => {
      const { listTokens, tokensInWords } = await import('./provider/tokens.js');
      const tokens = await listTokens(world.env);
      world.stdout.write(json ? `${JSON.stringify({ tokens })}\n` : tokensInWords(tokens));
    });
  token
    .command('check')
    .description('say what a token may do; it is read from standard input, so that no list of processes shows it')
    .option('--json', 'print {tokenId, actor, memberId, scopes} on one line')
    .action(async ({ json }: { json?: true }) => {
      const { bearerInWords, checkToken } = await import('./provider/tokens.js');
      const bearer = await checkToken(world);
      world.stdout.write(json ? `${JSON.stringify(bearer)}\n` : bearerInWords(bearer));
    });
  token
    .command('revoke')
    .description('from now on it does not work')
    .argument('<id>', 'its id, as rose token list prints it')
    .option('--json', 'print {revoked} on one line')
    .action(async (id: string, { json }: { json?: true }) => {
      const { revokeToken } = await import('./provider/tokens.js');
      await revokeToken(world.env, id);
      world.stdout.write(json ? `${JSON.stringify({ revoked: id })}\n` : 'It does not work any more.\n');
    });
}
