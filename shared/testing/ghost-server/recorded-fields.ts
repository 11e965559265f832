import { readFileSync } from 'node:fs';

/** From the compiled file to the names of fields that a Ghost 6.65 was seen to answer; the file is not compiled. */
const file = new URL('../../../testing/ghost-server/recorded-fields.json', import.meta.url);

/** Path in a body -> names of the fields there, sorted. `posts[].tags[]` are all tags of all posts together. */
export type Fields = Record<string, string>;

export function recordedFields(answer: string): Fields {
  const { lists, answers } = JSON.parse(readFileSync(file, 'utf8')) as {
    lists: Record<string, string>;
    answers: Record<string, Record<string, string>>;
  };
  const found = answers[answer];
  if (!found) throw new Error(`nothing was recorded as ${answer}`);
  return Object.fromEntries(Object.entries(found).map(([path, list]) => [path, lists[list] ?? '']));
}

export function fieldsOf(body: unknown): Fields {
  const found = new Map<string, Set<string>>();
  collect(body, '', found);
  return Object.fromEntries([...found].map(([path, names]) => [path || 'body', [...names].sort().join(' ')]));
}

function collect(value: unknown, path: string, found: Map<string, Set<string>>): void {
  if (Array.isArray(value)) {
    for (const one of value) collect(one, `${path}[]`, found);
  } else if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) {
    found.set(path, new Set([...(found.get(path) ?? []), ...Object.keys(value)]));
    for (const [name, inner] of Object.entries(value)) collect(inner, path ? `${path}.${name}` : name, found);
  }
}
