import { isDeepStrictEqual } from 'node:util';
import type { AdapterPayload } from 'oidc-provider';
import { sha256 } from '../sha256.js';
import { RecordAdapter, type AdapterOptions } from './record-adapter.js';
import { refuseWhatCannotBeKept, toStored } from './stored-payload.js';

/** Its end moves by a second now and then, which is no change. */
const plainCopy = ({ exp: _, ...payload }: AdapterPayload) => JSON.parse(JSON.stringify(payload)) as object;

/** Sessions say who is signed in, so they are kept and ended by the domain, together with what hangs on them. */
export class SessionAdapter extends RecordAdapter {
  /** What each request found, so that what it did not change need not be written. */
  readonly #found = new WeakMap<object, object>();

  constructor(options: AdapterOptions) {
    super('Session', options);
  }

  override async find(id: string): Promise<AdapterPayload | undefined> {
    const payload = await super.find(id);
    const ctx = this.options.library.default.ctx;
    if (payload !== undefined && ctx !== undefined) this.#found.set(ctx, plainCopy(payload));
    return payload;
  }

  override async upsert(id: string, payload: AdapterPayload, expiresInSeconds: number): Promise<void> {
    const ctx = this.options.library.default.ctx;
    if (ctx !== undefined && isDeepStrictEqual(this.#found.get(ctx), plainCopy(payload))) return;
    const { uid, accountId: memberId = null, loginTs } = payload;
    const now = Date.now();
    const former = this.formerId();
    const stored = toStored('Session', payload);
    refuseWhatCannotBeKept(this.options.library, stored);
    await this.options.memory.keepSession({
      ...{ id: sha256(id), formerId: former === undefined ? null : sha256(former), uid: sha256(uid ?? ''), memberId },
      payload: stored,
      signedInAt: loginTs === undefined ? new Date(now) : new Date(loginTs * 1_000),
      userAgent: this.options.library.default.ctx?.get('user-agent') ?? '',
      expiresAt: new Date(now + expiresInSeconds * 1_000),
    });
  }

  /** The provider gives a session another id by destroying the old one first. That is no end: what follows replaces it. */
  override async destroy(id: string): Promise<void> {
    if (this.formerId() !== id) await this.options.memory.endSession({ id: sha256(id) });
  }

  private formerId(): string | undefined {
    const session = this.options.library.default.ctx?.oidc.session as { oldId?: string } | undefined;
    return session?.oldId;
  }
}
