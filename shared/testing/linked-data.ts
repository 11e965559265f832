import jsonld from 'jsonld';
import { parse, type DefaultTreeAdapterTypes } from 'parse5';

/** One sentence that a page says to machines: whose, what, and which word or thing. Names of schema.org are short. */
export type Statement = readonly [subject: string, predicate: string, object: string];

const schema = 'https://schema.org/';

/** The part of schema.org's own context that we rely on: words are its, and these are addresses. */
const context = {
  '@vocab': schema,
  ...Object.fromEntries(['url', 'image', 'item', 'mainEntityOfPage'].map((term) => [term, { '@type': '@id' }])),
};

/**
 * All that a page says in JSON-LD, read as RDF by a parser that is not ours.
 *
 * @throws for what is no JSON-LD, for other contexts than schema.org's, and for anything that a reader would drop.
 */
export async function linkedData(html: string): Promise<Statement[]> {
  const statements: Statement[] = [];
  for (const text of dataBlocks(parse(html))) {
    const document = JSON.parse(text) as object;
    const quads = await jsonld.toRDF(document, { safe: true, documentLoader: loadContext });
    for (const { subject, predicate, object } of quads) {
      statements.push([subject.value, short(predicate.value), short(object.value)]);
    }
  }
  return statements;
}

async function loadContext(url: string) {
  if (url.replace(/\/$/, '') !== 'https://schema.org') throw new Error(`the context ${url} is not schema.org’s`);
  return { contextUrl: null, documentUrl: url, document: { '@context': context } };
}

const short = (value: string) =>
  value.startsWith(schema) ? value.slice(schema.length) : value.replace(/^.*22-rdf-syntax-ns#/, '');

function dataBlocks(node: DefaultTreeAdapterTypes.Node): string[] {
  const isBlock =
    'attrs' in node && node.attrs.some(({ name, value }) => name === 'type' && value === 'application/ld+json');
  const children = 'childNodes' in node ? node.childNodes : [];
  if (isBlock) return [children.map((child) => ('value' in child ? child.value : '')).join('')];
  return children.flatMap(dataBlocks);
}
