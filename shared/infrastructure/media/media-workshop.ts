import type { MadePicture } from '../../contracts/media.js';
import type { MediaStore } from '../../contracts/ports.js';
import type { MediaConfig } from '../config/mail-and-media.js';
import { makeVariants } from './make-variants.js';
import { mediaFolder } from './media-folder.js';
import { mediaStore } from './media-store.js';

/** Where jobs keep pictures and make what is shown of them, before any unit knows of them. */
export interface MediaWorkshop extends MediaStore {
  /** Bytes of the largest file that is taken. */
  maxBytes: number;

  /**
   * Of a kept picture.
   *
   * @throws BrokenPicture when no later attempt will do better.
   */
  makeVariants(sha256: string): Promise<MadePicture>;
}

/** Null where an install keeps no pictures. */
export function mediaWorkshop({ folder: root, maxBytes, maxPixels }: MediaConfig): MediaWorkshop | null {
  if (root === null) return null;
  const folder = mediaFolder(root);
  return {
    ...mediaStore(folder, { maxBytes, maxPixels }),
    maxBytes,
    makeVariants: (sha256) => makeVariants(folder, sha256, maxPixels),
  };
}
