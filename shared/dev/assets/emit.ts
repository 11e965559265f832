import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

import { mediaTypeOf } from './media-types.js';
import type { Asset, ManifestEntry } from './types.js';

const hashLength = 10;

export function hashedName(asset: Asset): string {
  const hash = createHash('sha256').update(asset.content).digest('hex').slice(0, hashLength);
  const extension = extname(asset.name);
  return `${asset.name.slice(0, -extension.length)}.${hash}${extension}`;
}

/** Writes the file under its hashed name, with its compressed forms where the type gains by them. */
export async function emit(folder: string, asset: Asset): Promise<ManifestEntry> {
  const { type, compresses } = mediaTypeOf(asset.name);
  const file = hashedName(asset);
  const path = join(folder, file);
  const entry: ManifestEntry = { file, type, bytes: asset.content.length };
  await writeWhole(path, asset.content);
  if (!compresses) return entry;
  const [br, gz] = await Promise.all([brotli(asset.content), promisify(gzip)(asset.content, { level: 9 })]);
  await Promise.all([writeWhole(`${path}.br`, br), writeWhole(`${path}.gz`, gz)]);
  return { ...entry, br: br.length, gz: gz.length };
}

/** A reader sees the old file or the new one, never half of it: two builds may run at once. */
export async function writeWhole(path: string, content: Buffer | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.draft`;
  await writeFile(draft, content);
  await rename(draft, path);
}

function brotli(content: Buffer): Promise<Buffer> {
  return promisify(brotliCompress)(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  });
}
