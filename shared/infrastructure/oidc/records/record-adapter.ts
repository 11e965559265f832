import type { Adapter, AdapterPayload, KoaContextWithOIDC } from 'oidc-provider';
import type { ProviderMemory } from '../../../contracts/services/federation/sessions.js';
import type { ProviderLibrary } from '../provider/load-library.js';
import { sha256 } from '../sha256.js';
import type { Company } from './company.js';
import * as table from './record-table.js';
import type { Unwritten } from './unwritten.js';
import { fromStored, refuseWhatCannotBeKept, toStored, type StoredRecord } from './stored-payload.js';

export interface AdapterOptions {
  library: ProviderLibrary;
  ask: table.Ask;
  memory: ProviderMemory;
  company: Company;
  unwritten: Unwritten;
  /** Where a browser goes on once its interaction is over, which is not kept. */
  returnTo: (id: string) => string;
}

/** Of these a browser or a site simply asks for another one, should the database crash in the next half second. */
const soonForgotten = new Set(['AuthorizationCode', 'Interaction']);

/** Of these the provider asks next on which grant they stand, and whose they are. */
const comesWithCompany = new Set(['Session', 'AuthorizationCode', 'AccessToken', 'RefreshToken']);

/** The client that a browser came from, as far as its address says so: the session is looked up before all else. */
function clientOf(ctx: KoaContextWithOIDC | undefined): string | null {
  const { client_id: id } = ctx?.query ?? {};
  return typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? id : null;
}

/** What the provider gives no end to; of what is used today, nothing. */
const usualSeconds = 24 * 60 * 60;

/** The provider's memory in PostgreSQL: one of these for each kind of record. */
export class RecordAdapter implements Adapter {
  constructor(
    private readonly model: string,
    protected readonly options: AdapterOptions,
  ) {}

  async upsert(id: string, payload: AdapterPayload, expiresInSeconds = usualSeconds): Promise<void> {
    const { ask, library, unwritten } = this.options;
    const { accountId: memberId = null, grantId = null } = payload;
    const stored = toStored(this.model, payload);
    refuseWhatCannotBeKept(library, stored);
    const row = { ...this.key(id), payload: stored, memberId, grantId, expiresInSeconds };
    if (this.model === 'AccessToken') return unwritten.hold(library.default.ctx, row);
    if (this.model !== 'ReplayDetection') {
      const before = unwritten.take(library.default.ctx);
      return before === undefined
        ? table.keepRecord(ask, row, soonForgotten.has(this.model))
        : table.keepBoth(ask, before, row);
    }
    // What must come once only is asked for first and kept then: between the two another may have come.
    if (!(await table.keepNewRecord(ask, row))) throw new library.errors.InvalidRequest('it was used already');
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return this.read(id, await this.look(this.key(id)));
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    const { ask, company, library } = this.options;
    const known = company.take(library.default.ctx, 'Session', sha256(uid));
    return this.read(null, known ?? (await table.findByUid(ask, sha256(uid))));
  }

  /** Devices with codes are not served. */
  async findByUserCode(): Promise<undefined> {
    return undefined;
  }

  /** @throws InvalidGrant for all but the first, and then nothing that came of the grant is worth anything any more. */
  async consume(id: string): Promise<void> {
    const { ask, memory, library } = this.options;
    const key = this.key(id);
    if (await table.consumeRecord(ask, key)) return;
    const grantId = await table.findGrantOf(ask, key);
    if (grantId !== null) await memory.revokeReusedGrant(grantId);
    throw new library.errors.InvalidGrant('it was used already');
  }

  async destroy(id: string): Promise<void> {
    await table.dropRecord(this.options.ask, this.key(id));
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await table.dropRecordsOfGrant(this.options.ask, this.model, grantId);
  }

  private async look(key: table.RecordKey): Promise<StoredRecord | undefined> {
    const { ask, memory, company, library } = this.options;
    const { ctx } = library.default;
    const known = this.model === 'Grant' ? company.take(ctx, 'Grant', key.id) : undefined;
    if (known !== undefined) return known;
    if (!comesWithCompany.has(this.model)) return table.findRecord(ask, key);
    const found = await memory.recallRecord({ ...key, clientId: clientOf(ctx) });
    if (found !== undefined) company.bring(ctx, found);
    return found;
  }

  /** The id of a grant opens nothing and stands in all that came of it, so it is kept as it is. */
  private key(id: string): table.RecordKey {
    return { model: this.model, id: this.model === 'Grant' ? id : sha256(id) };
  }

  private read(id: string | null, stored: StoredRecord | undefined): AdapterPayload | undefined {
    return stored && fromStored(this.model, id, stored, this.options.returnTo);
  }
}
