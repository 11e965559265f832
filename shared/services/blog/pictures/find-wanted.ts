import { LessThanOrEqual } from 'typeorm';
import type { WantedPictureDto } from '../../../contracts/dtos/blog.js';
import type { MaybeViewer } from '../../../contracts/viewer.js';
import { PictureCopy } from '../../../models/blog/picture-copy.js';
import type { BlogDeps } from '../deps.js';
import { requireEditor } from '../policy.js';

/** Those that are due, the longest waiting first. */
export async function listWantedPictures(
  { manager, clock }: BlogDeps,
  viewer: MaybeViewer,
  limit: number,
): Promise<WantedPictureDto[]> {
  requireEditor(viewer);
  return manager.find(PictureCopy, {
    select: { id: true, source: true },
    where: { state: 'wanted', nextTryAt: LessThanOrEqual(clock()) },
    order: { nextTryAt: 'ASC' },
    take: limit,
  });
}

/** Null for one that was copied or refused meanwhile. */
export async function findWantedPicture(
  { manager }: BlogDeps,
  viewer: MaybeViewer,
  id: string,
): Promise<WantedPictureDto | null> {
  requireEditor(viewer);
  return manager.findOne(PictureCopy, { select: { id: true, source: true }, where: { id, state: 'wanted' } });
}
