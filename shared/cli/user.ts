import type { Command } from 'commander';
import { memberRoles, type MemberRole } from '../contracts/viewer.js';
import { countOf } from '../lib/count-of.js';
import { OperatorError } from '../lib/errors.js';
import { findDatabase } from './find-database.js';
import type { World } from './world.js';

interface Options {
  json?: true;
}

const whom = 'a handle, or the address they joined with';
const which = `one of ${memberRoles.join(', ')}`;

export function userCommands(program: Command, world: World): void {
  const user = program.command('user').description('the members of the house, and what they are trusted with');
  user
    .command('list')
    .description('print every member: handle, name, address, roles, the day they joined')
    .option('--json', 'print {members: [...]} on one line')
    .action((options: Options) => listUsers(world, options));
  user
    .command('add')
    .description('make somebody a member; they sign in by mail as everybody does')
    .argument('<handle>', '2 to 30 of a to z, figures and _')
    .argument('<address>', 'where their codes go')
    .argument('<name>', 'as neighbours call them')
    .option('--json', 'print {id, handle, joined} on one line')
    .action((handle: string, email: string, name: string, options: Options) =>
      addUser(world, { handle, email, name }, options),
    );
  user
    .command('grant')
    .description('trust a member with a role, from their next request on')
    .argument('<member>', whom)
    .argument('<role>', which)
    .option('--json', 'print {changed} on one line')
    .action((member: string, role: string, options: Options) => setRole(world, 'grant', member, role, options));
  user
    .command('revoke')
    .description('take a role back, from their next request on')
    .argument('<member>', whom)
    .argument('<role>', which)
    .option('--json', 'print {changed} on one line')
    .action((member: string, role: string, options: Options) => setRole(world, 'revoke', member, role, options));
  user
    .command('sign-out')
    .description('end every sign-in of a member, in all browsers and at all sites')
    .argument('<member>', whom)
    .option('--json', 'print {ended} on one line')
    .action((member: string, options: Options) => signOutUser(world, member, options));
}

async function listUsers({ env, stdout }: World, { json }: Options): Promise<void> {
  const { url } = findDatabase(env);
  // Only now: whoever asks for help need not wait for the database's library.
  const { listEverybody, membersInWords } = await import('./user/list-everybody.js');
  const members = await listEverybody(url);
  stdout.write(`${json ? JSON.stringify({ members }) : membersInWords(members)}\n`);
}

async function addUser(
  { env, stdout }: World,
  person: { handle: string; email: string; name: string },
  { json }: Options,
): Promise<void> {
  const { url } = findDatabase(env);
  const { addUserTo } = await import('./user/change-users.js');
  const { member, isNew } = await addUserTo(url, env, person);
  const words = isNew ? `@${member.handle} has joined.` : `@${member.handle} had joined already.`;
  const data = { id: member.id, handle: member.handle, joined: isNew };
  stdout.write(`${json ? JSON.stringify(data) : words}\n`);
}

async function signOutUser({ env, stdout }: World, member: string, { json }: Options): Promise<void> {
  const { url } = findDatabase(env);
  const { signOutOf } = await import('./user/change-users.js');
  const ended = await signOutOf(url, env, member);
  const where = ended === 0 ? 'was signed in nowhere' : `is signed out, in ${countOf(ended, 'browser', 'browsers')}`;
  stdout.write(`${json ? JSON.stringify({ ended }) : `${member} ${where}.`}\n`);
}

async function setRole(
  { env, stdout }: World,
  verb: 'grant' | 'revoke',
  member: string,
  wanted: string,
  { json }: Options,
): Promise<void> {
  const role = roleCalled(wanted);
  const { url } = findDatabase(env);
  const { setRoleOf } = await import('./user/change-users.js');
  const changed = await setRoleOf(url, env, verb, { handle: member, role });
  const words = {
    grant: changed ? `${member} is trusted as ${role} now.` : `${member} was trusted as ${role} already.`,
    revoke: changed ? `${member} is not trusted as ${role} any more.` : `${member} was not trusted as ${role}.`,
  };
  stdout.write(`${json ? JSON.stringify({ changed }) : words[verb]}\n`);
}

function roleCalled(word: string): MemberRole {
  const role = memberRoles.find((one) => one === word);
  if (role !== undefined) return role;
  const hint = word === 'member' ? ' Every member is one without being told so.' : '';
  throw new OperatorError(`${word} is no role; there are ${memberRoles.join(', ')}.${hint}`);
}
