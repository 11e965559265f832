import type { TokenizerAndRendererExtension, Tokens } from 'marked';

interface Sign {
  name: string;
  tag: 'mark' | 'sub' | 'sup';
  first: string;
  /** The whole from its beginning; the words are the first group. */
  whole: RegExp;
}

/** What Ghost’s Markdown has beyond GitHub’s. Words with a space in them are neither above nor below the line. */
const signs: readonly Sign[] = [
  { name: 'highlight', tag: 'mark', first: '==', whole: /^==(?=[^\s=])([^\n]*?[^\s=])==(?!=)/ },
  { name: 'subscript', tag: 'sub', first: '~', whole: /^~(?!~)([^\s~]+)~(?!~)/ },
  { name: 'superscript', tag: 'sup', first: '^', whole: /^\^(?!\[)([^\s^]+)\^/ },
];

const all: (TokenizerAndRendererExtension & { first: string })[] = signs.map(({ name, tag, first, whole }) => ({
  ...{ name, first, level: 'inline' },
  start: (source) => source.indexOf(first),
  tokenizer(source) {
    const [raw, words = ''] = whole.exec(source) ?? [];
    return raw === undefined ? undefined : { type: name, raw, tokens: this.lexer.inlineTokens(words) };
  },
  renderer({ tokens = [] }: Tokens.Generic) {
    return `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`;
  },
}));

/**
 * `==marked==`, `H~2~O`, `2^nd^`. Only those whose signs are in the text: each would look for its own through all of the
 * rest, at every sign of another.
 */
export function smallMarksIn(markdown: string): TokenizerAndRendererExtension[] {
  return all.filter(({ first }) => markdown.includes(first));
}
