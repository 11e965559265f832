import type { KoaContextWithOIDC } from 'oidc-provider';
import type { AccountDto, RecalledRecord } from '../../../contracts/services/federation/sessions.js';
import type { StoredRecord } from './stored-payload.js';

interface Arrived {
  records: Map<string, object>;
  accounts: Map<string, AccountDto>;
}

/**
 * What came along with the records of a request, since it is asked for next. Each is handed out once, to that request alone:
 * so nobody sees what is older than the record it came with.
 */
export class Company {
  readonly #arrived = new WeakMap<object, Arrived>();

  bring(ctx: KoaContextWithOIDC | undefined, { grant, session, account }: RecalledRecord): void {
    if (ctx === undefined) return;
    const arrived = this.#arrived.get(ctx) ?? { records: new Map<string, object>(), accounts: new Map() };
    this.#arrived.set(ctx, arrived);
    if (grant !== null) arrived.records.set(`Grant ${grant.id}`, grant.payload);
    if (session !== null) arrived.records.set(`Session ${session.uid}`, session.payload);
    if (account === null) return;
    const { sessionUid, ...dto } = account;
    arrived.accounts.set(nameOf(dto.id, sessionUid), dto);
  }

  /** @param name of a grant its id; of a session its uid, SHA-256 in hex. */
  take(ctx: KoaContextWithOIDC | undefined, model: 'Grant' | 'Session', name: string): StoredRecord | undefined {
    const payload = takeOut(ctx && this.#arrived.get(ctx)?.records, `${model} ${name}`);
    return payload && { payload, consumedAt: null };
  }

  /** @param sessionUid SHA-256 in hex; null for what outlives sessions. */
  takeAccount(ctx: KoaContextWithOIDC, memberId: string, sessionUid: string | null): AccountDto | undefined {
    return takeOut(this.#arrived.get(ctx)?.accounts, nameOf(memberId, sessionUid));
  }
}

const nameOf = (memberId: string, sessionUid: string | null) => `${memberId} ${sessionUid ?? ''}`;

function takeOut<T>(known: Map<string, T> | undefined, name: string): T | undefined {
  const value = known?.get(name);
  known?.delete(name);
  return value;
}
