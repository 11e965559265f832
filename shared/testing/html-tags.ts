/** An element of HTML as our templates write it, and how deep it stands; roots stand at 0. */
export interface Tag {
  name: string;
  depth: number;
  attributes: Readonly<Record<string, string>>;
}

const tagPattern = /<(\/?)([a-z][a-z0-9-]*)((?:\s+[a-z][\w:-]*(?:="[^"]*")?)*)\s*(\/?)>/g;
const attributePattern = /([a-z][\w:-]*)(?:="([^"]*)")?/g;
const empty = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr']);

/**
 * Elements in the order in which they open.
 *
 * @throws Error for what is not well formed: an element that is not closed, a bracket or quote that is out of place.
 */
export function readTags(html: string): Tag[] {
  const tags: Tag[] = [];
  const open: string[] = [];
  for (const [, closing, name = '', written = '', selfClosing] of html.matchAll(tagPattern)) {
    if (closing) {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing`);
      continue;
    }
    tags.push({ name, depth: open.length, attributes: readAttributes(written) });
    if (!selfClosing && !empty.has(name)) open.push(name);
  }
  const strayed = /[<>]/.exec(html.replace(tagPattern, ''));
  if (strayed !== null || open.length > 0) throw new Error(`not well formed: ${open.join()} ${strayed?.input ?? ''}`);
  return tags;
}

function readAttributes(written: string): Record<string, string> {
  return Object.fromEntries([...written.matchAll(attributePattern)].map(([, name = '', value = '']) => [name, value]));
}
