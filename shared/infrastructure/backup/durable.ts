import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BackupFile } from './manifest.js';

/** Nobody else on the machine reads a backup: members' addresses are in it. */
export const ownerOnly = { file: 0o600, folder: 0o700 };

/** Passes bytes on, and has counted and hashed them at the end. */
export class Measured extends Transform {
  bytes = 0;
  /** Lines, by their ends; COPY ends each row with one and has none inside. */
  lines = 0;
  readonly #hash = createHash('sha256');

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.bytes += chunk.length;
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) this.lines += 1;
    this.#hash.update(chunk);
    done(null, chunk);
  }

  /** Once, when everything has passed. Lower-case hex. */
  sha256(): string {
    return this.#hash.digest('hex');
  }
}

/** A new file that is on the disk when it closes. */
export function newFile(path: string) {
  return createWriteStream(path, { flags: 'wx', mode: ownerOnly.file, flush: true });
}

/** Writes a new file of a backup, down to the disk. */
export async function writeFileOf(folder: string, path: string, text: string): Promise<BackupFile> {
  const measured = new Measured();
  await pipeline(Readable.from([Buffer.from(text)]), measured, newFile(join(folder, path)));
  return { path, bytes: measured.bytes, sha256: measured.sha256() };
}

/** What a file holds. */
export async function measureFile(path: string): Promise<{ bytes: number; sha256: string }> {
  const measured = new Measured();
  measured.resume();
  await pipeline(createReadStream(path), measured);
  return { bytes: measured.bytes, sha256: measured.sha256() };
}

/** Until then a crash may take a new or renamed file out of its folder again. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  await folder.sync().finally(() => folder.close());
}
