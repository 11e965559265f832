import { z } from 'zod';
import { appNames } from '../../../contracts/apps.js';
import type { NewToken, TokenDto } from '../../../contracts/services/federation/tokens.js';
import type { Refused } from '../../../contracts/problems.js';
import type { MaybeViewer } from '../../../contracts/viewer.js';
import { emailAddress, line } from '../../../lib/fields.js';
import { checkInput, refuse } from '../../../lib/refusals.js';
import { memberIdOf } from '../../../lib/viewers.js';
import { ApiToken } from '../../../models/federation/api-token.js';
import { Member } from '../../../models/federation/member.js';
import { recordAudit } from '../audit/record-audit.js';
import { requireKeeper } from '../policy.js';
import type { UnitDeps } from '../../unit-deps.js';

const scope = z.string().regex(/^[a-z]+(:[a-z]+)?$/, { error: 'A scope is a word, or two with : between them' });

const fields = z.object({
  owner: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('actor'),
      actor: z.enum(appNames, { error: `An actor is one of ${appNames.join(', ')}` }),
    }),
    z.object({ kind: z.literal('member'), email: emailAddress() }),
  ]),
  name: line('A name', 80),
  scopes: z.array(scope).min(1, { error: 'A token has at least one scope' }).max(20),
  tokenSha256: z.string().regex(/^[0-9a-f]{64}$/),
});

type Owner = Pick<ApiToken, 'actor' | 'memberId'> & { shown: string };

export async function addToken(
  deps: UnitDeps,
  viewer: MaybeViewer,
  input: NewToken,
): Promise<{ kind: 'added'; token: TokenDto } | Refused> {
  requireKeeper(viewer);
  const checked = checkInput(fields, input);
  if (checked.kind === 'refused') return checked;
  const { owner, name, scopes, tokenSha256 } = checked.input;
  const found = await ownerOf(deps, owner);
  if (found === null) return refuse({ field: 'owner', sentence: 'Nobody has joined with this address.' });
  const { actor, memberId, shown } = found;
  const id = deps.newId();
  const createdAt = deps.clock();
  const row = { id, tokenSha256, name, actor, memberId, scopes, createdAt, revokedAt: null };
  await deps.manager.insert(ApiToken, row);
  const details = { tokenId: id, actor, scopes };
  await recordAudit(deps.manager, { kind: 'token.added', memberId, byMember: memberIdOf(viewer), details });
  return { kind: 'added', token: { id, name, owner: shown, scopes, createdAt } };
}

async function ownerOf({ manager }: UnitDeps, owner: NewToken['owner']): Promise<Owner | null> {
  if (owner.kind === 'actor') return { actor: owner.actor, memberId: null, shown: owner.actor };
  const member = await manager.findOneBy(Member, { email: owner.email });
  return member && { actor: null, memberId: member.id, shown: `@${member.handle}` };
}
