import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { NotFound } from '../../lib/errors.js';
import type { Context, Middleware } from '../http/context.js';
import type { MediaFolder } from './media-folder.js';
import { variantType } from './variant-names.js';

const address = /^\/media\/([0-9a-f]{64})\/([a-z0-9.]{1,12})$/;

/** A picture is no page: it loads nothing, and nobody frames it. */
const policy = "default-src 'none'; sandbox; frame-ancestors 'none'";

/**
 * Answers `GET /media/<sha256>/<variant>` from the disk, without asking the database: a variant is there once it is whole,
 * and the hash of its original makes its address, so it may be kept for ever. The original itself has no address.
 *
 * @param folder null where an install keeps no pictures.
 */
export function serveMedia(folder: MediaFolder | null): Middleware {
  return function answerMedia(ctx, next) {
    return ctx.path.startsWith('/media/') && ['GET', 'HEAD'].includes(ctx.method) ? answer(ctx) : next();
  };

  async function answer(ctx: Context): Promise<void> {
    ctx.state.route = 'media';
    const [, sha256 = '', variant = ''] = address.exec(ctx.path) ?? [];
    const type = variantType(variant);
    const file = folder && type && (await openFile(join(folder.folderOf(sha256), variant)));
    if (!file || !type) throw new NotFound('There is no such picture here, or not yet.');
    await send(ctx, file, type);
  }
}

async function openFile(path: string): Promise<FileHandle | null> {
  try {
    return await open(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function send(ctx: Context, file: FileHandle, type: string): Promise<void> {
  const { size, mtimeMs } = await file.stat();
  ctx.set({
    'content-security-policy': policy,
    'cache-control': 'public, max-age=31536000, immutable',
    // Our other sites and mail programs show it too.
    'cross-origin-resource-policy': 'cross-origin',
    etag: `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`,
  });
  ctx.status = 200;
  if (ctx.fresh) {
    await file.close();
    ctx.status = 304;
    return;
  }
  if (ctx.method === 'HEAD') await file.close();
  ctx.body = ctx.method === 'HEAD' ? '' : file.createReadStream();
  ctx.type = type;
  ctx.length = size;
}
