import type { AdapterPayload } from 'oidc-provider';
import type { ProviderLibrary } from '../provider/load-library.js';

/** What of a record may stand in a table: all but its own id, which is what its holder shows. */
export function toStored(model: string, payload: AdapterPayload): object {
  const { jti: _, ...stored } = payload;
  if (model !== 'Interaction') return stored;
  // Both hold an id: that of the interaction, and that of the session it began in.
  const { returnTo: __, session, ...interaction } = stored as { returnTo?: unknown; session?: { cookie?: unknown } };
  if (session === undefined) return interaction;
  const { cookie: ___, ...kept } = session;
  return { ...interaction, session: kept };
}

/**
 * PostgreSQL keeps no NUL and no half of a surrogate pair, which anybody can put into a parameter.
 *
 * @throws InvalidRequest
 */
export function refuseWhatCannotBeKept({ errors }: ProviderLibrary, stored: object): void {
  if (/\\u(0000|d[89a-f])/i.test(JSON.stringify(stored))) {
    throw new errors.InvalidRequest('a parameter holds what is no character');
  }
  const { params = {} } = stored as { params?: Record<string, unknown> };
  for (const [name, value] of Object.entries(params)) {
    if (typeof value !== 'string' || value.length <= longest || checkedElsewhere.has(name)) continue;
    throw new errors.InvalidRequest(`${name} is longer than ${longest} characters`);
  }
}

/** Anybody may have us keep the parameters of a question for an hour, so they have a length. */
const longest = 512;
const checkedElsewhere = new Set(['redirect_uri', 'id_token_hint', 'request', 'request_uri']);

export interface StoredRecord {
  payload: object;
  consumedAt: Date | null;
}

/** @param id what was shown; null where it is not known, as of a session that was found by its uid. */
export function fromStored(
  model: string,
  id: string | null,
  { payload, consumedAt }: StoredRecord,
  returnTo: (id: string) => string,
): AdapterPayload {
  return {
    ...payload,
    ...(id === null ? {} : { jti: id }),
    ...(consumedAt === null ? {} : { consumed: Math.floor(consumedAt.getTime() / 1_000) }),
    ...(model === 'Interaction' && id !== null ? { returnTo: returnTo(id) } : {}),
  };
}
