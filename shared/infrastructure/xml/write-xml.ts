/** XML that is well formed: made only by `element`, so that text can never pass for markup. */
export class Xml {
  constructor(private readonly markup: string) {}

  toString(): string {
    return this.markup;
  }
}

export type XmlAttributes = Readonly<Record<string, string>>;

/** @param content text, which is escaped, or elements; nothing makes an empty element. */
export function element(name: string, attributes: XmlAttributes, content: string | readonly Xml[] = []): Xml {
  const opening = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escapeXml(value)}"`)].join(' ');
  const inner = typeof content === 'string' ? escapeXml(content) : content.join('');
  return new Xml(inner === '' ? `<${opening}/>` : `<${opening}>${inner}</${name}>`);
}

/** A whole document in UTF-8. */
export function document(root: Xml): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${root.toString()}\n`;
}

/** What XML 1.0 cannot hold, not even escaped (section 2.2), halves of surrogate pairs among it. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as it may stand in an element or a quoted attribute. A carriage return and, in attributes, any white space would be read as something else. */
function escapeXml(text: string): string {
  return text
    .replace(forbidden, '')
    .replace(/[&<>"]/g, (character) => escapes[character] ?? character)
    .replace(/[\t\n\r]/g, (character) => (character === '\n' ? character : `&#${character.charCodeAt(0)};`));
}
