import type { TokenizerAndRendererExtension, Tokens } from 'marked';

/** The footnotes of one text in Markdown. */
export interface MarkdownNotes {
  /** What each says, in Markdown, by its label. */
  said: Map<string, string>;
  /** Labels in the order in which they are first read. */
  read: string[];
}

/** Signs of no script, that stand where a note is referred to until the rest was cleaned. */
const [open, close] = ['\ue000', '\ue001'];
const strayed = new RegExp(`[${open}${close}]`, 'g');
/** A whole tag, where there is no place for a note, or a place; what is made escapes `<` and `>` in attributes. */
const places = new RegExp(`<[^<>]*>|${open}(\\d+)${close}`, 'g');

/** A definition: its first line, those that go on right below, and what is indented after that. */
const definition =
  /^\[\^([^\]\s]+)\]:[ \t]*([^\n]*(?:\n(?!\[\^[^\]\s]+\]:)[^\n]*\S[^\n]*)*(?:\n+(?: {4}|\t)[^\n]+)*)(?:\n+|$)/;
const definitions = /^\[\^[^\]\s]+\]:/m;
const reference = /^\[\^([^\]\s]+)\]/;
const written = /^\^\[((?:[^[\]\n]|\[[^[\]\n]*\])+)\]/;

/** `[^label]` with `[^label]: words` elsewhere, and `^[words]`. Without a definition it is what it looks like. */
export function footnotesIn(markdown: string, notes: MarkdownNotes): TokenizerAndRendererExtension[] {
  const placeOf = (label: string) => {
    if (!notes.read.includes(label)) notes.read.push(label);
    return `${open}${notes.read.indexOf(label)}${close}`;
  };
  const renderer = ({ label }: Tokens.Generic) => placeOf(String(label));
  const isDefined = definitions.test(markdown);
  const defined: TokenizerAndRendererExtension[] = [
    {
      ...{ name: 'noteDefinition', level: 'block' },
      start: (source) => definitions.exec(source)?.index,
      tokenizer(source) {
        const [raw, label = '', words = ''] = definition.exec(source) ?? [];
        if (raw === undefined) return undefined;
        if (!notes.said.has(label)) notes.said.set(label, words.replace(/^(?: {4}|\t)/gm, ''));
        return { type: 'noteDefinition', raw };
      },
      renderer: () => '',
    },
    {
      ...{ name: 'noteReference', level: 'inline' },
      start: (source) => source.indexOf('[^'),
      tokenizer(source) {
        const [raw, label = ''] = reference.exec(source) ?? [];
        return raw === undefined || !notes.said.has(label) ? undefined : { type: 'noteReference', raw, label };
      },
      renderer,
    },
  ];
  const inLine: TokenizerAndRendererExtension[] = [
    {
      ...{ name: 'writtenNote', level: 'inline' },
      start: (source) => source.indexOf('^['),
      tokenizer(source) {
        const [raw, words = ''] = written.exec(source) ?? [];
        if (raw === undefined) return undefined;
        // No label holds a space.
        const label = `note ${notes.said.size}`;
        notes.said.set(label, words);
        return { type: 'writtenNote', raw, label };
      },
      renderer,
    },
  ];
  return [...(isDefined ? defined : []), ...(markdown.includes('^[') ? inLine : [])];
}

/** Cleaned HTML with what `show` makes of the note at each place; a place in an attribute is none. */
export function atPlaces(html: string, show: (index: number) => string): string {
  return html
    .replace(places, (found, index?: string) =>
      index === undefined ? found.replace(strayed, '') : show(Number(index)),
    )
    .replace(strayed, '');
}
