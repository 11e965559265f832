import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { ProviderMemory } from '../../../contracts/services/federation/sessions.js';
import type { ProviderLibrary } from '../provider/load-library.js';
import { sha256 } from '../sha256.js';
import * as table from './record-table.js';
import { fromStored, refuseWhatCannotBeKept, toStored, type StoredRecord } from './stored-payload.js';

export interface AdapterOptions {
  library: ProviderLibrary;
  database: table.Statements;
  memory: ProviderMemory;
  /** Where a browser goes on once its interaction is over, which is not kept. */
  returnTo: (id: string) => string;
}

/** Of these a browser or a site simply asks for another one, should the database crash in the next half second. */
const soonForgotten = new Set(['AuthorizationCode', 'AccessToken', 'Interaction']);

/** What the provider gives no end to; of what is used today, nothing. */
const usualSeconds = 24 * 60 * 60;

/** The provider's memory in PostgreSQL: one of these for each kind of record. */
export class RecordAdapter implements Adapter {
  constructor(
    private readonly model: string,
    protected readonly options: AdapterOptions,
  ) {}

  async upsert(id: string, payload: AdapterPayload, expiresInSeconds = usualSeconds): Promise<void> {
    const { database, library } = this.options;
    const { accountId: memberId = null, grantId = null } = payload;
    const stored = toStored(this.model, payload);
    refuseWhatCannotBeKept(library, stored);
    const row = { ...this.key(id), payload: stored, memberId, grantId, expiresInSeconds };
    if (this.model !== 'ReplayDetection') {
      return table.keepRecord(database, row, soonForgotten.has(this.model));
    }
    // What must come once only is asked for first and kept then: between the two another may have come.
    if (!(await table.keepNewRecord(database, row))) throw new library.errors.InvalidRequest('it was used already');
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return this.read(id, await table.findRecord(this.options.database, this.key(id)));
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.read(null, await table.findByUid(this.options.database, sha256(uid)));
  }

  /** Devices with codes are not served. */
  async findByUserCode(): Promise<undefined> {
    return undefined;
  }

  /** @throws InvalidGrant for all but the first, and then nothing that came of the grant is worth anything any more. */
  async consume(id: string): Promise<void> {
    const { database, memory, library } = this.options;
    const key = this.key(id);
    if (await table.consumeRecord(database, key)) return;
    const grantId = await table.findGrantOf(database, key);
    if (grantId !== null) await memory.revokeReusedGrant(grantId);
    throw new library.errors.InvalidGrant('it was used already');
  }

  async destroy(id: string): Promise<void> {
    await table.dropRecord(this.options.database, this.key(id));
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await table.dropRecordsOfGrant(this.options.database, this.model, grantId);
  }

  /** The id of a grant opens nothing and stands in all that came of it, so it is kept as it is. */
  private key(id: string): table.RecordKey {
    return { model: this.model, id: this.model === 'Grant' ? id : sha256(id) };
  }

  private read(id: string | null, stored: StoredRecord | undefined): AdapterPayload | undefined {
    return stored && fromStored(this.model, id, stored, this.options.returnTo);
  }
}
