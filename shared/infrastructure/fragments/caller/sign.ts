import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { appNames, type AppName } from '../../../contracts/apps.js';

/** Who asks on whose behalf. */
export interface Caller {
  app: AppName;
  /** `-` for everybody, a member's id, or `basket:` and the SHA-256 of a guest's basket handle. */
  subject: string;
}

const headers = {
  app: 'x-rose-caller',
  subject: 'x-rose-subject',
  time: 'x-rose-time',
  signature: 'x-rose-signature',
} as const;

const allowedSkewMs = 30_000;

/** Keys of the callers, one for each, so that a service that was taken over can speak for itself alone. RFC 5869. */
export class CallerKeys {
  readonly #keys: ReadonlyMap<AppName, Buffer>;

  constructor(secret: string) {
    const derive = (app: AppName) => Buffer.from(hkdfSync('sha256', secret, '', `rose-ash internal caller ${app}`, 32));
    this.#keys = new Map(appNames.map((app) => [app, derive(app)]));
  }

  /**
   * Headers that sign one request: HMAC-SHA256 over method, path with query, time, caller and subject.
   *
   * @param target path and query, as they stand in the request line.
   */
  sign(method: string, target: string, caller: Caller, now: number): Record<string, string> {
    const time = String(now);
    return {
      [headers.app]: caller.app,
      [headers.subject]: caller.subject,
      [headers.time]: time,
      [headers.signature]: this.#mac(method, target, caller, time)?.toString('base64url') ?? '',
    };
  }

  /** The caller, or null for a signature that does not fit or is more than 30 s old or ahead. */
  verify(method: string, target: string, get: (header: string) => string, now: number): Caller | null {
    const caller = { app: get(headers.app) as AppName, subject: get(headers.subject) };
    const time = get(headers.time);
    if (!/^\d{13}$/.test(time) || Math.abs(now - Number(time)) > allowedSkewMs) return null;
    const expected = this.#mac(method, target, caller, time);
    const given = Buffer.from(get(headers.signature), 'base64url');
    if (expected?.length !== given.length || !timingSafeEqual(expected, given)) return null;
    return caller;
  }

  #mac(method: string, target: string, { app, subject }: Caller, time: string): Buffer | null {
    const key = this.#keys.get(app);
    if (key === undefined) return null;
    return createHmac('sha256', key).update([method, target, time, app, subject].join('\n')).digest();
  }
}
