import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { Measured, newFile } from './durable.js';
import type { BackupFile } from './manifest.js';

/** A file below MEDIA_DIR, and the hash under which the target keeps what it held. */
export interface ListedFile {
  path: string;
  sha256: string;
  bytes: number;
  /** When it was last changed, in ms: so that it need not be read again next time. */
  mtimeMs: number;
}

const line: z.ZodType<ListedFile> = z.object({
  path: z.string().regex(/^[0-9a-f]{2}\/[0-9a-f]{64}\/[a-z0-9]+(?:\.[a-z0-9]+)?$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().nonnegative(),
  mtimeMs: z.number(),
});

const listName = 'media.jsonl.gz';

/** `media/<aa>/<sha256>` in the target. */
export const keptAt = (media: string, sha256: string) => join(media, sha256.slice(0, 2), sha256);

/** Writes the list as its files come, in the order of their paths. */
export async function writeList(folder: string, files: AsyncIterable<ListedFile>): Promise<BackupFile> {
  const packed = new Measured();
  await pipeline(
    async function* () {
      for await (const file of files) yield `${JSON.stringify(file)}\n`;
    },
    createGzip(),
    packed,
    newFile(join(folder, listName)),
  );
  return { path: listName, bytes: packed.bytes, sha256: packed.sha256() };
}

/** @throws Error when the list is damaged. */
export async function* readList(folder: string): AsyncGenerator<ListedFile> {
  for await (const text of unpackedLines(join(folder, listName))) yield line.parse(JSON.parse(text));
}

async function* unpackedLines(path: string): AsyncGenerator<string> {
  const unpacked = createGunzip();
  // Whoever reads is told of what breaks; this promise would tell it a second time, to nobody.
  pipeline(createReadStream(path), unpacked).catch(() => undefined);
  let rest = '';
  for await (const chunk of unpacked) {
    const lines = (rest + (chunk as Buffer).toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

/** Looks up files in a list while both go on in the order of the paths. */
export class ListBeside {
  #next: ListedFile | null = null;
  #isOver = false;

  constructor(private readonly files: AsyncGenerator<ListedFile>) {}

  /** Each path once, in order. */
  async find(path: string): Promise<ListedFile | null> {
    while (!this.#isOver && (this.#next === null || this.#next.path < path)) await this.#step();
    return this.#next?.path === path ? this.#next : null;
  }

  async #step(): Promise<void> {
    // What cannot be read tells us nothing, and then everything is read anew.
    const step = await this.files.next().catch(() => null);
    this.#isOver = step === null || step.done === true;
    this.#next = this.#isOver ? null : (step?.value as ListedFile);
  }
}
