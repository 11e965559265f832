import { In } from 'typeorm';
import type { PictureCopiesDto } from '../../../contracts/dtos/blog.js';
import type { MaybeViewer } from '../../../contracts/viewer.js';
import { PictureCopy } from '../../../models/blog/picture-copy.js';
import type { BlogDeps } from '../deps.js';
import { requireEditor } from '../policy.js';

const mostTold = 200;

export async function reportPictureCopies({ manager }: BlogDeps, viewer: MaybeViewer): Promise<PictureCopiesDto> {
  requireEditor(viewer);
  const rows = await manager.query<{ state: keyof PictureCopiesDto['counts']; count: number }[]>(
    `select state, count(*)::int as count from picture_copies group by state`,
  );
  const troubled = await manager
    .createQueryBuilder(PictureCopy, 'copy')
    .where('copy.trouble is not null')
    .orderBy('copy.state')
    .addOrderBy('copy.source')
    .limit(mostTold)
    .getMany();
  return {
    counts: { wanted: 0, copied: 0, refused: 0, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) },
    troubled: troubled.map(({ source, state, trouble }) => ({ source, isGivenUp: state === 'refused', trouble: trouble ?? '' })), // prettier-ignore
  };
}

/** @returns how many are wanted once more. */
export async function retryPictures({ manager, clock, order }: BlogDeps, viewer: MaybeViewer): Promise<number> {
  requireEditor(viewer);
  const rows = await manager.find(PictureCopy, { select: { id: true }, where: { state: 'refused' } });
  const ids = rows.map(({ id }) => id);
  await manager.update(
    PictureCopy,
    { id: In(ids), state: 'refused' },
    { state: 'wanted', attempts: 0, nextTryAt: clock() },
  );
  for (const id of ids.slice(0, 100)) order({ name: 'copy-picture', app: 'blog', id, payload: { copyId: id } });
  return ids.length;
}
