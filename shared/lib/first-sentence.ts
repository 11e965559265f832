import { shorten } from './words.js';

/** The first sentence of a text, and of a long one what fits into `length` characters, the cut shown. */
export function firstSentence(text: string, locale: string, length: number): string {
  const [first] = new Intl.Segmenter(locale, { granularity: 'sentence' }).segment(text.trim());
  return shorten(first?.segment ?? '', length);
}
