import { createHash, randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type { AppName } from '../../contracts/apps.js';
import type { Bearer, TokenDto, TokenOwner } from '../../contracts/services/federation/tokens.js';
import { operator } from '../../contracts/viewer.js';
import { OperatorError } from '../../lib/errors.js';
import { findDatabase } from '../find-database.js';
import { withServices } from '../with-services.js';
import type { World } from '../world.js';
import { orRefuse } from './or-refuse.js';

interface Wanted {
  actor?: string;
  user?: string;
  name: string;
  scope: string[];
}

/** What a token may do where nothing is said: what programs of ours do with an actor. */
const usualScopes = ['read', 'write'];
const tokenBytes = 32;

/** @returns the token, of which only the SHA-256 is kept. @throws OperatorError with the first thing that is wrong. */
export async function addToken(env: World['env'], { actor, user, name, scope }: Wanted): Promise<string> {
  const owner = ownerOf(actor, user);
  // Whoever finds one somewhere can see whose it is, and a scanner can know it.
  const token = `rose_${randomBytes(tokenBytes).toString('base64url')}`;
  const tokenSha256 = hashOf(token);
  const scopes = scope.length > 0 ? scope : usualScopes;
  const added = await withServices(findDatabase(env).url, ({ federation }) =>
    federation.addToken(operator, { owner, name, scopes, tokenSha256 }),
  );
  orRefuse(added);
  return token;
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** @throws OperatorError for one that does not work. */
export async function checkToken({ env, stdin }: Pick<World, 'env' | 'stdin'>): Promise<Bearer> {
  const token = (await text(stdin)).trim();
  const bearer = await withServices(findDatabase(env).url, ({ federation }) => federation.findBearer(hashOf(token)));
  if (bearer === null) throw new OperatorError('It does not work: it was revoked, or is no token of ours.');
  return bearer;
}

export function bearerInWords({ tokenId, actor, memberId, scopes }: Bearer): string {
  const whom = actor === null ? `the member ${memberId ?? ''}` : `the app ${actor}`;
  return `It works, as ${whom}, for: ${scopes.join(' ')}. Its id is ${tokenId}.\n`;
}

export function listTokens(env: World['env']): Promise<TokenDto[]> {
  return withServices(findDatabase(env).url, ({ federation }) => federation.listTokens(operator));
}

export async function revokeToken(env: World['env'], id: string): Promise<void> {
  await withServices(findDatabase(env).url, ({ federation }) => federation.revokeToken(operator, id));
}

export function tokensInWords(tokens: readonly TokenDto[]): string {
  if (tokens.length === 0) return 'No token works.\n';
  return tokens.map(({ id, owner, scopes, name }) => `${id}  ${owner}  ${scopes.join(' ')}  ${name}\n`).join('');
}

function ownerOf(actor: string | undefined, user: string | undefined): TokenOwner {
  if ((actor === undefined) === (user === undefined)) {
    throw new OperatorError('Say for whom it acts: --actor <app> or --user <email>.');
  }
  return actor === undefined ? { kind: 'member', email: user ?? '' } : { kind: 'actor', actor: actor as AppName };
}
