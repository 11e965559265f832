import type { GhostServer } from '../../testing/ghost-server/start-ghost-server.js';

/** A thing of either side, in the same words on both. */
type Said = Record<string, unknown>;

/** What of a mirror is not as it should be, each with what it happened to. */
export interface Verdict {
  /** Here, and not there any more. */
  dead: string[];
  /** There, and not here. */
  missing: string[];
  /** Here otherwise than there. */
  stale: string[];
}

export type Rows = <R extends Said>(sql: string) => Promise<R[]>;

/** Compares all that a Ghost knows, field by field, with what is here. */
export async function judge(ghost: GhostServer, rows: Rows): Promise<Verdict> {
  const verdict: Verdict = { dead: [], missing: [], stale: [] };
  for (const { name, there, sql } of comparedIn(ghost)) {
    const here = new Map((await rows<Said & { id: string }>(sql)).map(({ id, ...said }) => [id, said]));
    for (const [id, said] of there) {
      const ours = here.get(id);
      if (ours === undefined) verdict.missing.push(`${name} ${id}: ${JSON.stringify(said)}`);
      else verdict.stale.push(...differences(ours, said).map((words) => `${name} ${id}: ${words}`));
    }
    for (const [id, said] of here) if (!there.has(id)) verdict.dead.push(`${name} ${id}: ${JSON.stringify(said)}`);
  }
  return verdict;
}

/** One line for all fields in which they differ. */
function differences(ours: Said, theirs: Said): string[] {
  const names = Object.keys(theirs).filter((name) => JSON.stringify(ours[name]) !== JSON.stringify(theirs[name]));
  const words = names.map((name) => `${name} ${JSON.stringify(ours[name])}, not ${JSON.stringify(theirs[name])}`);
  return words.length === 0 ? [] : [words.join('; ')];
}

interface Compared {
  name: string;
  there: Map<string, Said>;
  sql: string;
}

/** Moments as Ghost writes them. */
const stamp = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.000"Z"')`;

const textsSql = `
  select ghost_id as id, kind, title, ghost_slug as slug, slug as address, status, visibility, featured, coalesce(source_html, '') as html,
    lexical, standfirst, case when status = 'draft' then null else ${stamp('published_at')} end as published,
    array(select t.ghost_id from post_tags l join tags t on t.id = l.tag_id where l.post_id = p.id order by l.position) as tags,
    array(select a.ghost_id from post_authors l join authors a on a.id = l.author_id where l.post_id = p.id
      order by l.position) as authors,
    (select said ->> 'title' from ghost_bases b where b.post_id = p.id) as base
  from posts p`;

/** Nobody else has an address here, so ours is to be as theirs. */
const addressOf = ({ slug }: { slug: string }) => ({ slug, address: slug });

function comparedIn({ world }: GhostServer): Compared[] {
  const mapped = <R extends { id: string }>(things: Map<string, R>, toSaid: (thing: R) => Said) =>
    new Map([...things.values()].map((thing) => [thing.id, toSaid(thing)]));
  return [
    {
      name: 'text',
      sql: textsSql,
      there: mapped(world.texts, (text) => ({
        ...{ kind: text.kind, title: text.title, status: text.status, visibility: text.visibility },
        ...addressOf(text),
        ...{ featured: text.featured, html: text.html ?? '', lexical: text.lexical, standfirst: text.custom_excerpt },
        published: text.status === 'draft' ? null : text.published_at,
        ...{ tags: text.tagIds, authors: text.authorIds, base: text.title },
      })),
    },
    {
      name: 'tag',
      sql: 'select ghost_id as id, name, ghost_slug as slug, slug as address, visibility, description from tags',
      there: mapped(world.tags, (tag) => ({
        ...{ name: tag.name, ...addressOf(tag), visibility: tag['visibility'], description: tag['description'] },
      })),
    },
    {
      name: 'author',
      sql: 'select ghost_id as id, name, ghost_slug as slug, slug as address, bio from authors',
      there: mapped(world.users, (user) => ({ name: user.name, ...addressOf(user), bio: user['bio'] })),
    },
    {
      name: 'member',
      sql: 'select ghost_id as id, email, status, newsletter_ids as newsletters from ghost_members',
      there: mapped(world.members, ({ email, status, newsletterIds }) => ({
        ...{ email, status, newsletters: [...newsletterIds].sort() },
      })),
    },
  ];
}

/** The menu has no ids, and one place. */
export async function judgeMenu({ world }: GhostServer, rows: Rows): Promise<string[]> {
  const said = JSON.parse(String(world.settings.get('navigation')?.value)) as { label: string }[];
  const there = said.map(({ label }) => label).join();
  const here = (await rows<{ label: string }>('select label from menu_items order by position'))
    .map(({ label }) => label)
    .join();
  return here === there ? [] : [`menu: ${here}, not ${there}`];
}
