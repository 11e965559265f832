const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What stands where a face would: the first letters of the first and the last word, `AK` for Ada Kowalczyk. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word = '') => firstLetter(word).toLocaleUpperCase()).join('');
}

/** As people count letters: an accent, or a whole flag, belongs to it. */
function firstLetter(word: string): string {
  const [first] = letters.segment(word);
  return first?.segment ?? '';
}
