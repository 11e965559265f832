import type { GhostReader } from '../../../contracts/ghost.js';
import { askAdmin, type GhostReaderOptions } from './ask-admin.js';
import { glance } from './glance.js';
import { readIds } from './read-ids.js';
import { readAfter, readByIds, readNewest } from './read-lists.js';
import { readNews } from './read-news.js';
import { readWhole } from './read-whole.js';

export type { GhostReaderOptions } from './ask-admin.js';

export function ghostReader(options: GhostReaderOptions): GhostReader {
  const ask = askAdmin(options);
  return {
    site: options.site,
    readAfter: (kind, after) => readAfter(ask, kind, after),
    readNews: (since) => readNews(ask, since),
    readByIds: (kind, ids) => readByIds(ask, kind, ids),
    glance: () => glance(ask),
    readNewest: (kind) => readNewest(ask, kind),
    readIds: (kind) => readIds(ask, kind),
    readWhole: (side) => readWhole(ask, side),
  };
}
