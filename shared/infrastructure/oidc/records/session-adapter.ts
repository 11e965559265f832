import { isDeepStrictEqual } from 'node:util';
import type { AdapterPayload, KoaContextWithOIDC } from 'oidc-provider';
import { sha256 } from '../sha256.js';
import { RecordAdapter, type AdapterOptions } from './record-adapter.js';
import { refuseWhatCannotBeKept, toStored } from './stored-payload.js';

type Plain = Omit<AdapterPayload, 'exp'>;

/** Its end moves by a second now and then, which is no change. */
const plainCopy = ({ exp: _, ...payload }: AdapterPayload) => JSON.parse(JSON.stringify(payload)) as Plain;

/** Sessions say who is signed in, so they are kept and ended by the domain, together with what hangs on them. */
export class SessionAdapter extends RecordAdapter {
  /** What each request found, so that what it did not change need not be written. */
  readonly #found = new WeakMap<object, Plain>();

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
    const found = ctx && this.#found.get(ctx);
    const isNeeded = !isDeepStrictEqual(found, plainCopy(payload)) && !this.isForNothing(payload);
    const holds = isNeeded && (await this.keep(id, withNewsOnly(payload, found), expiresInSeconds));
    // The browser has this id already, or a newer one by now, which an answer that comes late must not take from it.
    if (ctx !== undefined && (!holds || found?.jti === id)) this.withholdCookie(ctx);
  }

  /** Nobody is signed in there, who was not asked who they are, or wants to be signed out: there is nothing to remember. */
  private isForNothing({ accountId, state }: AdapterPayload): boolean {
    const params = this.options.library.default.ctx?.oidc.params;
    return accountId === undefined && (state !== undefined || params?.['prompt'] === 'none');
  }

  private withholdCookie(ctx: KoaContextWithOIDC): void {
    const name = ctx.oidc.provider.cookieName('session');
    const given = [ctx.response.headers['set-cookie'] ?? []].flat();
    const others = given.filter((line) => !line.startsWith(`${name}=`) && !line.startsWith(`${name}.sig=`));
    if (others.length === given.length) return;
    if (others.length === 0) ctx.remove('set-cookie');
    else ctx.set('set-cookie', others);
  }

  private keep(id: string, payload: AdapterPayload, expiresInSeconds: number): Promise<boolean> {
    const { uid, accountId: memberId = null, loginTs } = payload;
    const now = Date.now();
    const former = this.formerId();
    const stored = toStored('Session', payload);
    refuseWhatCannotBeKept(this.options.library, stored);
    return this.options.memory.keepSession({
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

/** Another request may be adding a client at the same moment, so each writes only what it added itself. */
function withNewsOnly(payload: AdapterPayload, found: Plain | undefined): AdapterPayload {
  const { authorizations } = payload;
  if (authorizations === undefined) return payload;
  const before = (found?.authorizations ?? {}) as typeof authorizations;
  const news = Object.entries(authorizations).filter(([id, one]) => !isDeepStrictEqual(before[id], one));
  return { ...payload, authorizations: Object.fromEntries(news) };
}
