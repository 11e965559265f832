/** `a,b` of the query as a set; undefined when it was not asked. */
export function wordsOf(query: URLSearchParams, name: string): Set<string> | undefined {
  const asked = query.get(name);
  return asked === null ? undefined : new Set(asked.split(',').map((word) => word.trim()));
}

/** Only what `fields` names, and what was asked for beside it. */
export function picked(thing: Record<string, unknown>, query: URLSearchParams): Record<string, unknown> {
  const fields = wordsOf(query, 'fields');
  if (!fields) return thing;
  const wanted = new Set([...fields, ...(wordsOf(query, 'include') ?? []), ...(wordsOf(query, 'formats') ?? [])]);
  return Object.fromEntries(Object.entries(thing).filter(([key]) => wanted.has(key)));
}
