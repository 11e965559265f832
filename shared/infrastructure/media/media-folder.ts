import { join } from 'node:path';

/** Where things lie below MEDIA_DIR: `<aa>/<sha256>/original`, its variants beside it, and what is not whole yet apart. */
export interface MediaFolder {
  root: string;
  /** On the same disk, so that what is whole moves to its place in one step. */
  incoming: string;
  /** Of one picture. */
  folderOf(sha256: string): string;
  originalOf(sha256: string): string;
}

export function mediaFolder(root: string): MediaFolder {
  const folderOf = (sha256: string) => join(root, sha256.slice(0, 2), sha256);
  return {
    root,
    incoming: join(root, 'incoming'),
    folderOf,
    originalOf: (sha256) => join(folderOf(sha256), 'original'),
  };
}
