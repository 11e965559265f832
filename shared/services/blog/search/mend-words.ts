import type { EntityManager } from 'typeorm';

const mostWords = 8;

/**
 * The nearest word there is: one that goes on from what was typed, else the one that shares most groups of letters. In
 * short words one wrong letter spoils most groups, so less is asked of them.
 */
const nearest = `
  select given.word as given, near.word as near
  from unnest($1::text[]) given(word)
  cross join lateral (
    select word from search_words
    where word like given.word || '%' or word % given.word or (
      length(given.word) < 6 and left(word, 1) = left(given.word, 1) and similarity(word, given.word) > 0.2
    )
    order by (word like given.word || '%') desc, similarity(word, given.word) desc, length(word), word
    limit 1
  ) near
  where near.word <> given.word`;

/** The question with words that stand nowhere replaced by the nearest that do; null where there is nothing to mend. */
export async function mendWords(manager: EntityManager, question: string): Promise<string | null> {
  const words = [...new Set(question.toLowerCase().match(/\p{L}{3,40}/gu) ?? [])].slice(0, mostWords);
  if (words.length === 0) return null;
  const known = await manager.query<{ word: string }[]>('select word from search_words where word = any($1)', [words]);
  const unknown = words.filter((word) => !known.some((one) => one.word === word));
  if (unknown.length === 0) return null;
  const found = await manager.query<{ given: string; near: string }[]>(nearest, [unknown]);
  if (found.length === 0) return null;
  const nearOf = new Map(found.map(({ given, near }) => [given, near]));
  return question.replace(/\p{L}{3,40}/gu, (word) => nearOf.get(word.toLowerCase()) ?? word);
}
