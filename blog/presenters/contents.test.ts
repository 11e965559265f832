import { expect, test } from '@jest/globals';
import { presentContents } from './contents.js';

const heading = (level: number, text: string) => ({ id: text.toLowerCase(), level, text, isOpen: false });
const entry = (word: string, ...parts: string[]) => ({
  ...{ href: `#${encodeURIComponent(word.toLowerCase())}`, word },
  parts: parts.map((part) => ({ href: `#${part.toLowerCase()}`, word: part })),
});

test('names the headings in their order, the small ones below the large', () => {
  const outline = [
    heading(2, 'Flour'),
    heading(3, 'Rye'),
    heading(4, 'Older'),
    heading(3, 'Oats'),
    heading(2, 'Wäter'),
  ];
  expect(presentContents(outline)).toEqual([entry('Flour', 'Rye', 'Oats'), entry('Wäter')]);
});

test('a small heading that comes first stands by itself', () => {
  const outline = [heading(3, 'First'), heading(3, 'Second'), heading(2, 'Third')];
  expect(presentContents(outline)).toEqual([entry('First', 'Second'), entry('Third')]);
});

test('a text with two headings needs no list', () => {
  expect(presentContents([heading(2, 'One'), heading(2, 'Two'), heading(4, 'Small')])).toEqual([]);
});

test('a list that would be longer than the text on a screen names only the large ones', () => {
  const outline = Array.from({ length: 30 }, (_, index) => heading(index % 3 === 0 ? 2 : 3, `Part${index}`));
  const entries = presentContents(outline);
  expect([entries.length, entries.flatMap(({ parts }) => parts)]).toEqual([10, []]);
});
