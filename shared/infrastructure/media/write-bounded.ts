import { createHash } from 'node:crypto';
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface Written {
  /** Lower-case hex. */
  sha256: string;
  bytes: number;
  /** The first 16 bytes, or fewer. */
  head: Buffer;
}

const headBytes = 16;

/**
 * Writes a new file in a folder that may have to be made, down to the disk, and hashes it on the way. Null when there are
 * more than `most` bytes: the rest is not read, and the file is worth nothing. Where nothing comes no file is made.
 *
 * Listens from the first moment: a stream that breaks while nobody does takes the process with it.
 */
export async function writeBounded(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  most: number,
): Promise<Written | null> {
  const hash = createHash('sha256');
  let file: FileHandle | undefined;
  let bytes = 0;
  let head = Buffer.alloc(0);
  try {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > most) return null;
      head = Buffer.concat([head, chunk.subarray(0, headBytes - head.length)]);
      hash.update(chunk);
      file ??= await openNew(path);
      await file.writeFile(chunk);
    }
    await file?.sync();
  } finally {
    await file?.close();
  }
  return { sha256: hash.digest('hex'), bytes, head };
}

async function openNew(path: string): Promise<FileHandle> {
  await mkdir(dirname(path), { recursive: true });
  return open(path, 'wx');
}
