import type { Command } from 'commander';
import type { World } from './world.js';

interface AddOptions {
  name: string;
  redirectUri: string[];
  postLogoutRedirectUri: string[];
  backchannelLogoutUri?: string;
  authMethod: string;
  json?: true;
}

const collect = (value: string, values: string[]) => [...values, value];

export function clientCommands(program: Command, world: World): void {
  const client = program
    .command('client')
    .description('sites and programs of others, in which members sign in with us');
  client
    .command('add')
    .description('let one in; its secret is shown once')
    .requiredOption('--name <name>', 'what members are asked about')
    .requiredOption('--redirect-uri <uri>', 'where members go back to; may be given several times', collect, [])
    .option('--post-logout-redirect-uri <uri>', 'where they go after signing out; may be repeated', collect, [])
    .option('--backchannel-logout-uri <uri>', 'where it is told that a session is over')
    .option(
      '--auth-method <method>',
      'client_secret_basic, client_secret_post, or none for a program that keeps no secret',
      'client_secret_basic',
    )
    .option('--json', 'print {client_id, client_secret} on one line')
    .action(async (options: AddOptions) => {
      const { addClient } = await import('./provider/clients.js');
      const { id, secret } = await addClient(world.env, {
        ...{ name: options.name, redirectUris: options.redirectUri, authMethod: options.authMethod },
        postLogoutRedirectUris: options.postLogoutRedirectUri,
        backchannelLogoutUri: options.backchannelLogoutUri ?? null,
      });
      const words = `client_id      ${id}\n${secret === null ? '' : `client_secret  ${secret}\nThe secret is shown this once.\n`}`;
      const data = { client_id: id, ...(secret === null ? {} : { client_secret: secret }) };
      world.stdout.write(options.json ? `${JSON.stringify(data)}\n` : words);
    });
  client
    .command('list')
    .description('show them, the oldest first; our own six need no entry')
    .option('--json', 'print {clients: [...]} on one line')
    .action(async ({ json }: { json?: true }) => {
      const { clientsInWords, listClients } = await import('./provider/clients.js');
      const clients = await listClients(world.env);
      world.stdout.write(json ? `${JSON.stringify({ clients })}\n` : clientsInWords(clients));
    });
  client
    .command('remove')
    .description('shut one out; whatever it was given is worth nothing from now on')
    .argument('<id>', 'its client_id')
    .option('--json', 'print {removed} on one line')
    .action(async (id: string, { json }: { json?: true }) => {
      const { removeClient } = await import('./provider/clients.js');
      await removeClient(world.env, id);
      world.stdout.write(json ? `${JSON.stringify({ removed: id })}\n` : 'It is shut out.\n');
    });
}
