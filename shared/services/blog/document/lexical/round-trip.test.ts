import { expect, test } from '@jest/globals';
import type { DocumentDto } from '../../../../contracts/dtos/document.js';
import { recordedTexts } from '../../../../testing/recorded-ghost.js';
import { problemOf } from '../check-document.js';
import { fromLexical } from './from-lexical.js';
import { toLexical } from './to-lexical.js';

const texts = recordedTexts();

function read(lexical: string): DocumentDto {
  const document = fromLexical(lexical);
  if (document === null) throw new Error('no Lexical document');
  return document;
}

const text = (words: string, format = 0, more = {}) => ({
  ...{ detail: 0, format, mode: 'normal', style: '', text: words, type: 'extended-text', version: 1 },
  ...more,
});

const element = (type: string, children: object[], own = {}, said = {}) => ({
  ...{ children, direction: 'ltr', format: '', indent: 0, type, version: 1 },
  ...own,
  ...said,
});

const root = (...children: object[]) => JSON.stringify({ root: element('root', children) });
const item = (value: number, ...children: object[]) => element('listitem', children, { value });
const bullets = (...items: object[]) => element('list', items, { listType: 'bullet', start: 1, tag: 'ul' });
const link = { rel: 'noopener', target: null, title: 'There', url: 'https://example.org/' };

test('there are recorded texts, with every card among them', () => {
  expect(texts.map(({ slug }) => slug)).toContain('every-card');
});

test.each(texts.map(({ slug, lexical }) => [slug, lexical]))('%s comes back to the letter', (_slug, lexical) => {
  expect(toLexical(read(lexical))).toBe(lexical);
});

test.each(texts.map(({ slug, lexical }) => [slug, lexical]))(
  '%s is of the schema, with no card unknown',
  (_, lexical) => {
    const document = read(lexical);
    expect(problemOf(document)).toBeNull();
    expect(document.content?.filter(({ type }) => type === 'ghostCard')).toEqual([]);
  },
);

const shapes: [string, string][] = [
  ['an empty text', root()],
  ['every mark at once', root(element('paragraph', [text('all', 1 | 2 | 4 | 8 | 16 | 32 | 64 | 128)]))],
  ['bits of a later Ghost', root(element('paragraph', [text('later', 1 | 1024)]))],
  ['two runs that could be one', root(element('paragraph', [text('one'), text(' and one')]))],
  ['a run with a style', root(element('paragraph', [text('wide', 0, { style: 'white-space: pre-wrap;' })]))],
  [
    'several runs and a break in a link',
    root(element('paragraph', [element('link', [text('a', 1), { type: 'linebreak', version: 1 }, text('b')], link)])),
  ],
  [
    'text from right to left, set in',
    root(element('paragraph', [text('שלום')], {}, { direction: 'rtl', indent: 2, format: 'center' })),
  ],
  [
    'a list in a list in a list',
    root(
      bullets(
        item(1, text('a')),
        item(2, bullets(item(1, text('b')), item(2, bullets(item(1, text('c')))))),
        item(2, text('d')),
      ),
    ),
  ],
  ['a list that begins with a list', root(bullets(item(1, bullets(item(1, text('b'))))))],
  ['an item with words and a list', root(bullets(item(1, text('a'), bullets(item(1, text('b'))))))],
  [
    'a list that counts from five',
    root(element('list', [item(5, text('five'))], { listType: 'number', start: 5, tag: 'ol' })),
  ],
  ['a quote of two lines', root(element('extended-quote', [text('a'), { type: 'linebreak', version: 1 }, text('b')]))],
  ['a pull quote', root(element('aside', [text('a')]))],
  ['a card of a later Ghost', root({ type: 'hologram', version: 3, beams: [1, { colour: 'rose' }] })],
  [
    'a known card with unknown fields',
    root({
      type: 'callout',
      version: 1,
      calloutText: '<p>a</p>',
      calloutEmoji: '',
      backgroundColor: 'mauve',
      wobble: true,
    }),
  ],
  ['a paragraph in a paragraph', root(element('paragraph', [element('paragraph', [text('odd')])]))],
  [
    'an unknown thing in a line',
    root(element('paragraph', [text('a '), { type: 'at-link', children: [text('b')], version: 1, url: 'x' }])),
  ],
  ['an empty run', root(element('paragraph', [text('')]))],
  [
    'fields missing',
    JSON.stringify({
      root: { type: 'root', children: [{ type: 'paragraph', children: [{ type: 'text', text: 'bare' }] }] },
    }),
  ],
  [
    'a paywall and a card for members',
    root(
      element('paragraph', [text('a')]),
      { type: 'paywall', version: 1 },
      {
        type: 'html',
        version: 1,
        html: '<b>x</b>',
        visibility: { web: { nonMember: false, memberSegment: 'status:free,status:-free' } },
      },
    ),
  ],
];

test.each(shapes)('%s is of the schema and comes back', (_name, lexical) => {
  const document = read(lexical);
  expect(problemOf(document)).toBeNull();
  expect(JSON.parse(toLexical(document))).toEqual(JSON.parse(lexical));
});

test.each([
  ['no JSON', 'hello'],
  ['no root', '{}'],
  ['another root', '{"root":{"type":"doc"}}'],
  ['nothing', 'null'],
])('%s is no document', (_name, lexical) => {
  expect(fromLexical(lexical)).toBeNull();
});

test('what nests without end is no document', () => {
  const deep = `${'{"type":"paragraph","children":['.repeat(5_000)}${']}'.repeat(5_000)}`;
  expect(fromLexical(`{"root":{"type":"root","children":[${deep}]}}`)).toBeNull();
});

test('what no database column can hold is gone', () => {
  const [only] = read(root(element('paragraph', [text('a\0b\ud800c')]))).content ?? [];
  expect(only?.content).toEqual([{ type: 'text', text: 'ab\ufffdc' }]);
});

test('an edited card goes back edited, and keeps what we have no place for', () => {
  const card = {
    type: 'callout',
    version: 1,
    calloutText: '<p>Old</p>',
    calloutEmoji: '☞',
    backgroundColor: 'pink',
    wobble: true,
  };
  const document = read(root(card));
  const [callout] = document.content ?? [];
  if (callout === undefined) throw new Error('no callout');
  callout.content = [{ type: 'paragraph', content: [{ type: 'text', text: 'New <one>', marks: [{ type: 'bold' }] }] }];
  const back = JSON.parse(toLexical(document)) as { root: { children: object[] } };
  expect(back.root.children).toEqual([{ ...card, calloutText: '<p><strong>New &lt;one&gt;</strong></p>' }]);
});

test('a text of our own is one that Ghost can open', () => {
  const table = {
    type: 'table',
    content: [
      {
        type: 'tableRow',
        content: [{ type: 'tableCell', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'a' }] }] }],
      },
    ],
  };
  const document: DocumentDto = {
    type: 'doc',
    content: [
      { type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: 'Three' }] },
      { type: 'image', attrs: { src: '/media/a.avif', alt: 'A loaf' }, content: [{ type: 'text', text: 'By us' }] },
      table,
    ],
  };
  const { root: written } = JSON.parse(toLexical(document)) as { root: { children: Record<string, unknown>[] } };
  expect(written.children.map(({ type }) => type)).toEqual(['extended-heading', 'image', 'html']);
  expect(written.children[1]).toMatchObject({
    src: '/media/a.avif',
    alt: 'A loaf',
    caption: 'By us',
    cardWidth: 'regular',
  });
  expect(written.children[2]?.['html']).toContain('<td>a</td>');
});
