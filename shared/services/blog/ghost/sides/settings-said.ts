import { z } from 'zod';
import type { GhostLink, GhostSettingsSaid } from '../../../../contracts/ghost.js';
import { AppError } from '../../../../lib/errors.js';

/** What a reader of the site may know of it. The rest of a Ghost's settings is keys and passwords, and stays there. */
const kept = new Set([
  ...['title', 'description', 'logo', 'icon', 'cover_image', 'accent_color', 'locale', 'lang', 'timezone'],
  ...['meta_title', 'meta_description', 'og_title', 'og_description', 'og_image'],
  ...['twitter_title', 'twitter_description', 'twitter_image', 'comments_enabled', 'members_signup_access'],
]);

const rows = z.array(z.object({ key: z.string(), value: z.unknown() }));
const links = z.array(z.object({ label: z.string(), url: z.string() }));

/** @throws AppError `ghost-answer` where the answer tells of no settings. */
export function settingsSaid(answer: unknown): GhostSettingsSaid {
  const said = rows.safeParse((answer as Record<string, unknown> | null)?.['settings']);
  if (!said.success) throw new AppError('ghost-answer', 422, 'This is not what Ghost’s Admin API says of settings.');
  const values = new Map(said.data.map(({ key, value }) => [key, value]));
  const plain = [...kept].sort().map((key) => [key, plainValue(values.get(key))] as const);
  return {
    ...Object.fromEntries(plain),
    navigation: linksIn(values.get('navigation')),
    secondary_navigation: linksIn(values.get('secondary_navigation')),
  };
}

function plainValue(value: unknown): string | boolean | null {
  if (typeof value === 'string') return wellFormed(value);
  return typeof value === 'boolean' ? value : null;
}

/** Lists are JSON in a string. */
function linksIn(value: unknown): GhostLink[] {
  const list = links.safeParse(typeof value === 'string' ? parsed(value) : value).data ?? [];
  return list.map(({ label, url }) => ({ label: wellFormed(label), url: wellFormed(url) }));
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return null;
  }
}

/** JSON in PostgreSQL knows neither U+0000 nor half a character. */
const wellFormed = (words: string) => words.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd');
