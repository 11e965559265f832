import { createReadStream } from 'node:fs';
import type { MediaDto, StoredFile } from '../contracts/media.js';
import type { MediaStore } from '../contracts/ports.js';
import { operator } from '../contracts/viewer.js';
import { variantName, widthsFor } from '../infrastructure/media/variant-names.js';
import { OperatorError } from '../lib/errors.js';
import { findMedia } from './find-media.js';
import { readingFailed } from './reading-failed.js';
import { showProgress } from './progress.js';
import { withServicesAndBell } from './with-services.js';
import type { World } from './world.js';

export interface AddedPicture extends MediaDto {
  /** Where its largest variant is once a worker has made it. */
  address: string;
}

/**
 * Keeps every file, then makes all of them known in one commit, or none.
 *
 * @throws OperatorError for the first file that cannot be read or is not taken.
 */
export async function addPictures(url: string, files: string[], alt: string, world: World): Promise<AddedPicture[]> {
  const { store, origin } = findMedia(world.env);
  const progress = showProgress(world.stderr);
  try {
    const kept: StoredFile[] = [];
    for (const [index, file] of files.entries()) {
      progress.say(`reading ${file}, ${index + 1} of ${files.length}`);
      kept.push(await keep(store, file));
    }
    const pictures = await makeKnown(url, world.env, kept, alt);
    return pictures.map((picture) => ({ ...picture, address: origin + pathOf(picture) }));
  } finally {
    progress.end();
  }
}

async function keep(store: MediaStore, file: string): Promise<StoredFile> {
  const kept = await store.keep(createReadStream(file)).catch((cause: unknown) => readingFailed(file, cause));
  if (kept.kind === 'kept') return kept.file;
  throw new OperatorError(`${file}: ${kept.problems.map(({ sentence }) => sentence).join(' ')}`);
}

async function makeKnown(url: string, env: World['env'], kept: StoredFile[], alt: string): Promise<MediaDto[]> {
  return withServicesAndBell(url, env, (services) =>
    services.transaction(async (unit) => {
      const pictures: MediaDto[] = [];
      for (const file of kept) {
        const added = await unit.blog.addPicture(operator, file, { alt });
        if (added.kind === 'refused') throw new OperatorError(added.problems.map((one) => one.sentence).join(' '));
        pictures.push(added.picture);
      }
      return pictures;
    }),
  );
}

function pathOf(picture: MediaDto): string {
  return `/media/${picture.sha256}/${variantName(widthsFor(picture).at(-1) ?? 1, 'webp')}`;
}
