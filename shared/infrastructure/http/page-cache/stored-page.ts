import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { takesCoding, type ReadyCoding } from '../takes-coding.js';

export type Coding = 'identity' | ReadyCoding;

/** A whole answer to strangers, in each coding that is ready. */
export interface StoredPage {
  bodies: { identity: Buffer } & Partial<Record<ReadyCoding, Buffer>>;
  /** Without quotes; each coding adds its name, since a strong tag names one sequence of bytes. RFC 9110, 8.8.3. */
  etag: string;
  type: string;
  /** Further headers of the answer that belong to it. */
  headers: Readonly<Record<string, string>>;
  /** Names and values of all that is sent with it, in one list, where that was made already. */
  sent?: Partial<Record<Coding, readonly string[]>>;
}

/** What every page that may be kept is sent with, unless it says otherwise itself. */
export const headersOfPages = { 'cache-control': 'private, no-cache', vary: 'Cookie, Accept-Encoding' };

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);
/** Made once and sent often, but in a process that has other things to do: 5 is near what static files get, at a tenth of the time. */
const brotliQuality = 5;
/** Below this, headers weigh more than what is saved. */
const worthBytes = 600;

export function storePage(identity: Buffer, type: string, headers: Readonly<Record<string, string>>): StoredPage {
  return {
    bodies: { identity },
    etag: createHash('sha256').update(identity).digest('base64url').slice(0, 22),
    type,
    headers,
  };
}

/** Adds the compressed bodies, both or those that are wanted, off the event loop. */
export async function compressPage({ bodies }: StoredPage, wanted = { br: true, gzip: true }): Promise<void> {
  if (bodies.identity.length < worthBytes) return;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
    [constants.BROTLI_PARAM_SIZE_HINT]: bodies.identity.length,
  };
  const [br, zipped] = await Promise.all([
    wanted.br ? compressBrotli(bodies.identity, { params }) : undefined,
    wanted.gzip ? compressGzip(bodies.identity) : undefined,
  ]);
  if (br !== undefined) bodies.br = br;
  if (zipped !== undefined) bodies.gzip = zipped;
}

/** The best that is ready and taken. */
export function pickCoding({ bodies }: StoredPage, accepted: string | undefined): Coding {
  const taken = takesCoding(accepted);
  if (taken.br && bodies.br !== undefined) return 'br';
  return taken.gzip && bodies.gzip !== undefined ? 'gzip' : 'identity';
}

export function etagOf({ etag }: StoredPage, coding: Coding): string {
  return coding === 'identity' ? `"${etag}"` : `"${etag}-${coding}"`;
}

export function bytesOf({ bodies }: StoredPage): number {
  return bodies.identity.length + (bodies.br?.length ?? 0) + (bodies.gzip?.length ?? 0);
}
