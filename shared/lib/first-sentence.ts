import { shorten } from './words.js';

const segmenters = new Map<string, Intl.Segmenter>();

/** Made once for each locale: that takes eight times as long as using it. */
function segmenterOf(locale: string): Intl.Segmenter {
  const segmenter = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'sentence' });
  segmenters.set(locale, segmenter);
  return segmenter;
}

/** The first sentence of a text, and of a long one what fits into `length` characters, the cut shown. */
export function firstSentence(text: string, locale: string, length: number): string {
  const [first] = segmenterOf(locale).segment(text.trim());
  return shorten(first?.segment ?? '', length);
}
