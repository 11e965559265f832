import type { MenuItemDto } from '../../../contracts/dtos/blog.js';
import { z } from 'zod';
import { AppError } from '../../../lib/errors.js';
import { saidTexts, type SaidText } from './bases/said-text.js';
import { readExport } from './export.js';
import { notUnderstood } from './notes.js';

/** PostgreSQL has no place for U+0000 in a text. */
const text = z.string().transform((value) => value.replaceAll('\0', ''));

/** An empty string and null both mean that Ghost has nothing there. */
const optional = text.nullish().transform((value) => (value === '' ? null : (value ?? null)));

const moment = z.string().transform((value, context) => {
  const date = new Date(value);
  if (!Number.isNaN(date.getTime())) return date;
  context.addIssue({ code: 'custom', message: 'is no date' });
  return z.NEVER;
});

const optionalMoment = moment.nullish().transform((value) => value ?? null);

const slug = z.string().regex(/^(?!\.{1,2}$)[^/\s\0]+$/, 'is no slug');

const identity = { id: z.string().min(1), slug, created_at: optionalMoment, updated_at: optionalMoment };

const ghostTag = z.object({
  ...identity,
  name: text,
  // Whatever is not said to be public stays inside.
  visibility: z.enum(['public', 'internal']).catch('internal'),
  description: optional,
  feature_image: optional,
  meta_title: optional,
  meta_description: optional,
  accent_color: optional,
});

const ghostAuthor = z.object({
  ...identity,
  name: text,
  bio: optional,
  website: optional,
  location: optional,
  profile_image: optional,
});

const ghostPost = z.object({
  ...identity,
  title: text,
  // Words of Ghost's that we do not know close a door rather than open one.
  status: z
    .string({ error: 'is missing, so it came from the Content API; ask the Admin API' })
    .pipe(z.enum(['draft', 'scheduled', 'published', 'sent']).catch('draft')),
  visibility: z.enum(['public', 'members', 'paid', 'tiers']).catch('tiers'),
  featured: z.boolean().default(false),
  show_title_and_feature_image: z.boolean().default(true),
  published_at: optionalMoment,
  html: text.nullable().optional(),
  lexical: optional,
  mobiledoc: optional,
  custom_excerpt: optional,
  feature_image: optional,
  feature_image_alt: optional,
  feature_image_caption: optional,
  canonical_url: optional,
  meta_title: optional,
  meta_description: optional,
  og_title: optional,
  og_description: optional,
  og_image: optional,
  twitter_title: optional,
  twitter_description: optional,
  twitter_image: optional,
  codeinjection_head: optional,
  codeinjection_foot: optional,
  tags: z.array(ghostTag).optional(),
  authors: z.array(ghostAuthor).optional(),
});

export type GhostTag = z.infer<typeof ghostTag>;
export type GhostAuthor = z.infer<typeof ghostAuthor>;
export type GhostPost = z.infer<typeof ghostPost>;

/** What one answer holds, which is one of the four lists, or an export, which is all of them. */
export interface GhostAnswer {
  posts: GhostPost[];
  pages: GhostPost[];
  tags: GhostTag[];
  authors: GhostAuthor[];
  /** Posts and pages as they came, by Ghost id. */
  said: ReadonlyMap<string, SaidText>;
  /** Of a whole export; empty where there is none. */
  menu: MenuItemDto[];
  /** Sentences about what is there and is not taken. */
  notes: string[];
}

const lists = z.object({
  posts: z.array(ghostPost).optional(),
  pages: z.array(ghostPost).optional(),
  tags: z.array(ghostTag).optional(),
  users: z.array(ghostAuthor).optional(),
});

const rowOf = { posts: ghostPost, pages: ghostPost, tags: ghostTag, users: ghostAuthor };

/** What is named in a note where it has a name. */
const named = z.object({ title: z.string().optional(), name: z.string().optional() }).catch({});

interface Understood {
  body: unknown;
  notes: string[];
}

/** Without rows that are nothing we know, each with a note. Where no row of several is, the answer is none. */
function understood(body: object): Understood {
  const notes: string[] = [];
  const lists = Object.entries(rowOf).flatMap(([name, schema]) => {
    const rows = (body as Record<string, unknown>)[name];
    if (!Array.isArray(rows)) return [];
    const odd = rows.flatMap((row: unknown) => {
      const { error } = schema.safeParse(row);
      return error ? [{ row, error }] : [];
    });
    if (odd.length === rows.length && odd.length > 1) return [];
    const oddRows = new Set(odd.map(({ row }) => row));
    notes.push(...odd.map(({ row, error }) => notUnderstood(nameIn(row), firstProblem(error))));
    return [[name, rows.filter((row) => !oddRows.has(row))]];
  });
  return { body: { ...body, ...(Object.fromEntries(lists) as object) }, notes };
}

function nameIn(row: unknown): string {
  const { title, name } = named.parse(row);
  return title ?? name ?? 'Something without a name';
}

const recorded = z.object({ status: z.number(), body: z.unknown() });
const refusal = z.object({ errors: z.array(z.object({ message: z.string() })).min(1) });

/** A file may be of any age. A living Ghost is read by one at a time, so what it says now is so. */
export type Source = 'file' | 'living';

/**
 * Reads a body of Ghost's Admin API, bare or recorded as `{status, headers, body}`, or a whole export.
 *
 * @param site its key, which stands for the address in an export.
 * @param source a file is taken whole or not at all; of what a living Ghost says, all but what is not understood.
 * @throws AppError `ghost-answer` with a sentence that says what it is instead.
 */
export function readAnswer(value: unknown, site: string, source: Source = 'file'): GhostAnswer {
  if (source === 'file' || typeof value !== 'object' || value === null) return readWhole(value, site);
  if (lists.safeParse(value).success) return readWhole(value, site);
  // One thing that is not understood must not stop a mirror for ever.
  const { body, notes } = understood(value);
  const answer = readWhole(body, site);
  return { ...answer, notes: [...answer.notes, ...notes] };
}

function readWhole(value: unknown, site: string): GhostAnswer {
  const body = recorded.safeParse(value).data?.body ?? value;
  const whole = readExport(body, site);
  const refused = refusal.safeParse(body).data;
  if (refused) throw notAnAnswer(`Ghost refused when this was saved: ${refused.errors[0]?.message ?? ''}`);
  const parsed = lists.safeParse(whole?.lists ?? body);
  if (!parsed.success) {
    throw notAnAnswer(`This is not what Ghost's Admin API answers: ${firstProblem(parsed.error)}.`, parsed.error);
  }
  const { posts, pages, tags, users } = parsed.data;
  if (!posts && !pages && !tags && !users) {
    throw notAnAnswer('This holds no posts, pages, tags or users, so it is no answer of a Ghost Admin API.');
  }
  return {
    posts: posts ?? [],
    pages: pages ?? [],
    tags: tags ?? [],
    authors: users ?? [],
    said: saidTexts(whole?.lists ?? body),
    menu: whole?.menu ?? [],
    notes: whole?.notes ?? [],
  };
}

function firstProblem(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.join('.') || 'the whole'} ${issue.message}` : 'it cannot be read';
}

function notAnAnswer(sentence: string, cause?: unknown): AppError {
  return new AppError('ghost-answer', 422, sentence, { cause });
}
