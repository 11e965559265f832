import { expect, test } from '@jest/globals';
import { problemOf } from '../check-document.js';
import { toLexical } from '../lexical/to-lexical.js';
import { fromMobiledoc } from './from-mobiledoc.js';

const source = (parts: object) =>
  JSON.stringify({ version: '0.3.1', ghostVersion: '4.0', markups: [], atoms: [], cards: [], sections: [], ...parts });

test('sections, marks, links, breaks and lists are ours', () => {
  const document = fromMobiledoc(
    source({
      markups: [['strong'], ['a', ['href', 'https://example.org/', 'rel', 'nofollow']], ['blink']],
      atoms: [['soft-return', '', {}]],
      sections: [
        [1, 'h2', [[0, [], 0, 'Bread']]],
        [
          1,
          'p',
          [
            [0, [], 0, 'Out '],
            [0, [0], 0, 'at '],
            [0, [1], 2, 'eight'],
            [1, [], 0, 0],
            [0, [2], 1, 'daily'],
          ],
        ],
        [1, 'blockquote', [[0, [], 0, 'Warm.']]],
        [3, 'ol', [[[0, [], 0, 'one']], [[0, [], 0, 'two']]]],
        [1, 'p', []],
      ],
    }),
  );
  const link = { type: 'link', attrs: { href: 'https://example.org/', rel: 'nofollow' } };
  expect(document?.content).toEqual([
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Bread' }] },
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'Out ' },
        { type: 'text', text: 'at ', marks: [{ type: 'bold' }] },
        { type: 'text', text: 'eight', marks: [{ type: 'bold' }, link] },
        { type: 'hardBreak' },
        { type: 'text', text: 'daily' },
      ],
    },
    { type: 'blockquote', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Warm.' }] }] },
    {
      type: 'orderedList',
      content: ['one', 'two'].map((text) => ({
        type: 'listItem',
        content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
      })),
    },
  ]);
});

test('cards are those of the later editor, and unknown ones are kept', () => {
  const document = fromMobiledoc(
    source({
      cards: [
        ['hr', {}],
        ['code', { code: 'a < b', language: 'js' }],
        ['card-markdown', { markdown: '*a*' }],
        ['image', { src: 'https://ok.example/a.png', alt: 'A', caption: 'By <em>us</em>', cardWidth: 'wide' }],
        ['abacus', { beads: 3 }],
      ],
      sections: [
        [10, 0],
        [10, 1],
        [10, 2],
        [10, 3],
        [10, 4],
        [10, 9],
        [99, 1],
      ],
    }),
  );
  const types = document?.content?.map(({ type }) => type);
  expect(types).toEqual(['horizontalRule', 'codeBlock', 'markdown', 'image', 'ghostCard', 'ghostCard']);
  expect(document && problemOf(document)).toBeNull();
  expect(document && toLexical(document)).toContain('"beads":3');
});

test.each(['', '{}', '[]', 'null', '{"sections":3}'])('%p is no Mobiledoc', (json) => {
  expect(fromMobiledoc(json)).toBeNull();
});
