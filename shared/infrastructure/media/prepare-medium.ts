import type { Log } from '../log/log.js';
import { BrokenPicture, makeVariants } from './make-variants.js';
import type { MediaFolder } from './media-folder.js';
import { findUnmade, markFailed, markReady, type Statements } from './media-table.js';

export interface PrepareMediumOptions {
  database: Statements;
  folder: MediaFolder;
  maxPixels: number;
  log: Log;
}

/**
 * Makes the variants of a medium and says that it is ready; does nothing when it is. A broken picture is said to have failed
 * and is not tried again.
 *
 * @throws Error when it may work another time.
 */
export async function prepareMedium(options: PrepareMediumOptions, mediaId: string): Promise<void> {
  const { database, folder, maxPixels, log } = options;
  const sha256 = await findUnmade(database, mediaId);
  if (sha256 === null) return;
  try {
    await markReady(database, mediaId, await makeVariants(folder, sha256, maxPixels));
  } catch (error) {
    if (!(error instanceof BrokenPicture)) throw error;
    log.warn({ err: error.cause, mediaId }, 'a picture is broken and will not be shown');
    await markFailed(database, mediaId);
  }
}
