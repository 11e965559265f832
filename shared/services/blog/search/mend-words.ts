import type { EntityManager } from 'typeorm';

const mostWords = 8;
/** Of the words nearest to one that is misspelt. */
const mostNear = 3;
/** The question is asked again this often, at most: by index, and of most of them nothing is found. */
const mostMended = 6;

/**
 * The nearest words there are: those that go on from what was typed, then those that share most groups of letters. In
 * short words one wrong letter spoils most groups, so less is asked of them.
 */
const nearest = `
  select given.word as given, near.word as near
  from unnest($1::text[]) given(word)
  cross join lateral (
    select word from search_words
    where word <> given.word and (word like given.word || '%' or word % given.word or (
      length(given.word) < 6 and left(word, 1) = left(given.word, 1) and similarity(word, given.word) > 0.2
    ))
    order by (word like given.word || '%') desc, similarity(word, given.word) desc, length(word), word
    limit ${mostNear}
  ) near`;

/**
 * The question with words that stand nowhere replaced by near ones that do, the likeliest first: with several words
 * misspelt, the nearest of each need not stand in one text. Empty where there is nothing to mend.
 */
export async function mendWords(manager: EntityManager, question: string): Promise<string[]> {
  const words = [...new Set(question.toLowerCase().match(/\p{L}{3,40}/gu) ?? [])].slice(0, mostWords);
  if (words.length === 0) return [];
  const known = await manager.query<{ word: string }[]>('select word from search_words where word = any($1)', [words]);
  const unknown = words.filter((word) => !known.some((one) => one.word === word));
  if (unknown.length === 0) return [];
  const found = await manager.query<{ given: string; near: string }[]>(nearest, [unknown]);
  const mendable = unknown.filter((word) => found.some(({ given }) => given === word));
  if (mendable.length === 0) return [];
  const near = mendable.map((word) => found.filter(({ given }) => given === word).map((one) => one.near));
  return choices(near.map(({ length }) => length)).map((choice) => {
    const nearOf = new Map(mendable.map((word, index) => [word, near[index]?.[choice[index] ?? 0]]));
    return question.replace(/\p{L}{3,40}/gu, (word) => nearOf.get(word.toLowerCase()) ?? word);
  });
}

/** Which of its near words is taken for each, the nearest together first. */
function choices(counts: readonly number[]): number[][] {
  const sum = (choice: readonly number[]) => choice.reduce((all, one) => all + one, 0);
  let all: number[][] = [[]];
  for (const count of counts) {
    const longer = all.flatMap((choice) => Array.from({ length: count }, (_, index) => [...choice, index]));
    all = longer.sort((one, other) => sum(one) - sum(other)).slice(0, mostMended);
  }
  return all;
}
