import type { EntityManager } from 'typeorm';
import type { OrderJob } from '../../contracts/jobs.js';
import type { AddMedia, MediaDto } from '../../contracts/media.js';
import type { Clock } from '../../contracts/ports.js';

export interface AddMediaDeps {
  manager: EntityManager;
  order: OrderJob;
  clock: Clock;
  newId: () => string;
}

const insert = `
  insert into media
    (id, sha256, mime, bytes, width, height, alt, owner_id, created_at, state, variants, placeholder, focus_x, focus_y)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
  on conflict (sha256) do update
    set state = excluded.state, variants = excluded.variants, placeholder = excluded.placeholder,
      focus_x = excluded.focus_x, focus_y = excluded.focus_y
    where media.state <> 'ready' and excluded.state = 'ready'
  returning id, xmax = 0 as is_new`;

const find = `
  select id, sha256, mime, bytes, width, height, alt, state, variants, placeholder, focus_x, focus_y
  from media where sha256 = $1`;

type MediaRow = Omit<MediaDto, 'focus'> & { focus_x: number | null; focus_y: number | null };

/** Makes a stored file known in the unit of `manager`, and orders its variants where nobody made them yet. */
export function addMedia({ manager, order, clock, newId }: AddMediaDeps): AddMedia {
  return async function add({ sha256, mime, bytes, width, height }, { alt, ownerId, made }) {
    const file = [newId(), sha256, mime, bytes, width, height, alt, ownerId, clock()];
    const shown = [made ? 'ready' : 'new', made?.variants ?? [], made?.placeholder, made?.focus?.x, made?.focus?.y];
    const [written] = await manager.query<{ id: string; is_new: boolean }[]>(insert, [...file, ...shown]);
    const isToBeMade = written?.is_new === true && made === undefined;
    if (isToBeMade) order({ name: 'make-variants', app: 'blog', id: written.id, payload: { mediaId: written.id } });
    const [media] = await manager.query<[MediaRow]>(find, [sha256]);
    return toDto(media);
  };
}

function toDto({ focus_x: x, focus_y: y, ...media }: MediaRow): MediaDto {
  return { ...media, focus: x === null || y === null ? null : { x, y } };
}
