import { z } from 'zod';
import type { GhostCursor, GhostList, GhostPage } from '../../../contracts/ghost.js';
import { listIn, type Answer, type AskAdmin } from './ask-admin.js';

/** Texts are long: a page of them stays far below what is read of one answer. */
const perPage: Record<GhostList, number> = { tags: 100, users: 100, posts: 25, pages: 25, members: 100 };

/** Whatever a text needs; without `formats` there is no HTML. */
const asked: Record<GhostList, Record<string, string>> = {
  tags: {},
  users: {},
  posts: { formats: 'html,lexical,mobiledoc', include: 'tags,authors,tiers' },
  pages: { formats: 'html,lexical,mobiledoc', include: 'tags,authors,tiers' },
  members: { include: 'newsletters' },
};

const things = z.array(z.object({ id: z.string().min(1), updated_at: z.string().nullish() }));
const totals = z.object({ pagination: z.object({ total: z.number() }) });

export async function readAfter(ask: AskAdmin, kind: GhostList, after: GhostCursor | null): Promise<GhostPage> {
  const limit = perPage[kind];
  const order = { limit: String(limit), order: 'updated_at asc,id asc' };
  const filter: Record<string, string> = after === null ? {} : { filter: filterAfter(after) };
  const answer = await ask(kind, { ...asked[kind], ...order, ...filter });
  const found = listIn(things, answer, kind);
  const last = found.at(-1);
  const end = last === undefined ? after : { updatedAt: momentOf(last.updated_at, after), id: last.id };
  return {
    answer,
    last: last === undefined ? null : end,
    next: found.length < limit ? null : end,
    ids: found.map(({ id }) => id),
    count: found.length,
    left: totalOf(answer) ?? found.length,
  };
}

export function readByIds(ask: AskAdmin, kind: GhostList, wanted: readonly string[]): Promise<Answer> {
  return ask(kind, { ...asked[kind], limit: '100', filter: `id:[${wanted.map((id) => `'${id}'`).join(',')}]` });
}

export async function readNewest(ask: AskAdmin, kind: GhostList): Promise<GhostCursor | null> {
  const query = { limit: '1', fields: 'id,updated_at', order: 'updated_at desc,id desc' };
  const [first] = listIn(things, await ask(kind, query), kind);
  return first === undefined ? null : { updatedAt: momentOf(first.updated_at, null), id: first.id };
}

/** How many there are in all, where it says so. */
export function totalOf(answer: Answer): number | undefined {
  return totals.safeParse(answer['meta']).data?.pagination.total;
}

/** Ghost's filters know moments to the second and without a zone; an ISO date finds nothing. */
function filterAfter({ updatedAt, id }: GhostCursor): string {
  const moment = `'${updatedAt.toISOString().slice(0, 19).replace('T', ' ')}'`;
  return id === null ? `updated_at:>=${moment}` : `updated_at:>${moment},(updated_at:${moment}+id:>'${id}')`;
}

function momentOf(said: string | null | undefined, after: GhostCursor | null): Date {
  const moment = said ? new Date(said) : null;
  return moment && !Number.isNaN(moment.getTime()) ? moment : (after?.updatedAt ?? new Date(0));
}
