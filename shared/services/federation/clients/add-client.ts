import { z } from 'zod';
import { appNames } from '../../../contracts/apps.js';
import type { ClientDto, NewClient } from '../../../contracts/services/federation/clients.js';
import type { Refused } from '../../../contracts/problems.js';
import type { MaybeViewer } from '../../../contracts/viewer.js';
import { line } from '../../../lib/fields.js';
import { checkInput } from '../../../lib/refusals.js';
import { memberIdOf } from '../../../lib/viewers.js';
import { OidcClient } from '../../../models/federation/oidc-client.js';
import { recordAudit } from '../audit/record-audit.js';
import { requireKeeper } from '../policy.js';
import type { UnitDeps } from '../../unit-deps.js';
import { toClientDto } from './client-dto.js';

const mostUris = 20;
const address = (what: string) =>
  z.string().refine(isPlainAddress, { error: `${what} is a web address without # and password` });
const addresses = (what: string) =>
  z.array(address(what)).max(mostUris, { error: `${what}: at most ${mostUris} of them` });

const fields = z.object({
  id: z.uuid(),
  name: line('A name', 80).refine((name) => !isOurName(name), {
    error: 'That name speaks for the house; choose another',
  }),
  redirectUris: addresses('A redirect URI').min(1, { error: 'A client has at least one redirect URI' }),
  postLogoutRedirectUris: addresses('A post-logout redirect URI'),
  backchannelLogoutUri: address('A back-channel logout URI').nullable(),
  authMethod: z.enum(['client_secret_basic', 'client_secret_post', 'none']),
  sealedSecret: z.string().nullable(),
});

/** RFC 6749, 3.1.2: no fragment. */
function isPlainAddress(value: string): boolean {
  if (value.length > 2_000 || !URL.canParse(value)) return false;
  const { protocol, hash, username, password } = new URL(value);
  return ['http:', 'https:'].includes(protocol) && hash === '' && !value.includes('#') && !username && !password;
}

/** Members are asked whether they trust a name; it must not be one of ours. */
function isOurName(name: string): boolean {
  const plain = name.toLowerCase().replace(/[^a-z]/g, '');
  return plain.includes('roseash') || (appNames as readonly string[]).includes(plain);
}

export async function addClient(
  deps: UnitDeps,
  viewer: MaybeViewer,
  input: NewClient,
): Promise<{ kind: 'added'; client: ClientDto } | Refused> {
  requireKeeper(viewer);
  const checked = checkInput(fields, input);
  if (checked.kind === 'refused') return checked;
  const client = { ...checked.input, createdAt: deps.clock() };
  await deps.manager.insert(OidcClient, client);
  const { id: clientId, name } = client;
  await recordAudit(deps.manager, {
    kind: 'client.added',
    byMember: memberIdOf(viewer),
    clientId,
    details: { name },
  });
  return { kind: 'added', client: toClientDto(client) };
}
