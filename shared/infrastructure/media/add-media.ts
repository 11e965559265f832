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
  insert into media (id, sha256, mime, bytes, width, height, alt, owner_id, created_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  on conflict (sha256) do nothing
  returning id`;

const find = `
  select id, sha256, mime, bytes, width, height, alt, state, variants, placeholder from media where sha256 = $1`;

/** Makes a stored file known in the unit of `manager`, and orders its variants where it is new. */
export function addMedia({ manager, order, clock, newId }: AddMediaDeps): AddMedia {
  return async function add({ sha256, mime, bytes, width, height }, { alt, ownerId }) {
    const values = [newId(), sha256, mime, bytes, width, height, alt, ownerId, clock()];
    const [written] = await manager.query<{ id: string }[]>(insert, values);
    if (written) order({ name: 'make-variants', app: 'blog', id: written.id, payload: { mediaId: written.id } });
    const [media] = await manager.query<[MediaDto]>(find, [sha256]);
    return media;
  };
}
