import type { FlatRow } from '../state/rows.js';
import { urlOfTag } from './urls.js';

export const tagNulls = {
  ...{ description: null, feature_image: null, og_image: null, og_title: null, og_description: null },
  ...{ twitter_image: null, twitter_title: null, twitter_description: null, meta_title: null, meta_description: null },
  ...{ codeinjection_head: null, codeinjection_foot: null, canonical_url: null, accent_color: null },
};

export function shapeTag(site: { origin: string }, tag: FlatRow): Record<string, unknown> {
  return { ...tag, url: urlOfTag(site, tag) };
}
