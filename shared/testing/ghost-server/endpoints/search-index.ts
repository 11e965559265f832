import { urlOfText } from '../shapes/urls.js';
import { sortRows } from '../query/sort-rows.js';
import type { Route } from './route.js';

const most = 10_000;

/** One call for what is there, in all statuses: the cheapest way to find out what is not there any more. */
export const searchIndexRoutes: Route[] = [
  {
    ...{ method: 'GET', path: /^\/search-index\/(posts|pages)\/$/ },
    answer: (ghost, _, resource = 'posts') => {
      const kind = resource === 'pages' ? 'page' : 'post';
      const rows = [...ghost.world.texts.values()].filter((text) => text.kind === kind);
      const listed = sortRows(rows, 'updated_at desc').slice(0, most);
      const shaped = listed.map((row) => {
        const { id, uuid, title, slug, status, published_at, visibility } = row;
        return { id, uuid, url: urlOfText(ghost, row), title, slug, status, published_at, visibility };
      });
      return { status: 200, body: { [resource]: shaped } };
    },
  },
];
