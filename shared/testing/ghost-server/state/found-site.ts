import type { Ghost } from '../ghost.js';
import { newsletterDefaults, tierDefaults } from '../shapes/defaults.js';
import { userDefaults } from '../shapes/shape-author.js';
import { tagNulls } from '../shapes/shape-tag.js';
import type { FlatRow } from './rows.js';

/** What a Ghost has after its setup: an owner, two tiers, a newsletter, the tag News, the settings. */
export function foundSite(ghost: Ghost): void {
  const { world, ids } = ghost;
  const role = { description: 'Blog Owner', ...stamped(ghost, 'Owner') };
  const roles = [{ id: role.id, name: role.name, ...timesOf(role), description: role.description }];
  add(world.users, { ...userDefaults, email: 'owner@rose-ash.test', ...stamped(ghost, 'Rose Owner', 'rose'), roles });
  add(world.tiers, { ...tierDefaults, ...stamped(ghost, 'Free') });
  const paid = { type: 'paid', currency: 'gbp', monthly_price: 500, yearly_price: 5000 };
  add(world.tiers, { ...tierDefaults, ...paid, ...stamped(ghost, 'Supporter', 'default-product') });
  const newsletter = { ...newsletterDefaults, uuid: ids.uuid() };
  add(world.newsletters, { ...newsletter, ...stamped(ghost, 'Rose Ash Test', 'default-newsletter') });
  add(world.tags, { ...tagNulls, visibility: 'public', ...stamped(ghost, 'News') });
  foundSettings(ghost);
}

const timesOf = ({ created_at, updated_at }: FlatRow) => ({ created_at, updated_at });

export function stamped({ ids, clock }: Ghost, name: string, slug = name.toLowerCase()): FlatRow {
  return { id: ids.objectId(), name, slug, created_at: clock.stamp(), updated_at: clock.stamp() };
}

function add(rows: Map<string, FlatRow>, row: FlatRow): void {
  rows.set(row.id, row);
}

const siteSettings: Record<string, string | null> = {
  ...{ title: 'Rose Ash Test', description: 'Thoughts, stories and ideas.', logo: null, icon: null },
  ...{ cover_image: null, accent_color: '#FF1A75', locale: 'en', timezone: 'Etc/UTC' },
  ...{ codeinjection_head: null, codeinjection_foot: null, facebook: null, twitter: null },
  navigation: JSON.stringify([{ label: 'Home', url: '/' }]),
  secondary_navigation: '[]',
  ...{ meta_title: null, meta_description: null, og_image: null, og_title: null, og_description: null },
  ...{ twitter_image: null, twitter_title: null, twitter_description: null },
};

function foundSettings({ world, ids }: Ghost): void {
  for (const [key, value] of Object.entries(siteSettings)) {
    world.settings.set(key, { id: ids.objectId(), key, group: 'site', value });
  }
}
