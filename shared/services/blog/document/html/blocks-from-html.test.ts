import { expect, test } from '@jest/globals';
import type { DocumentNode } from '../../../../contracts/dtos/document.js';
import { recordedTexts } from '../../../../testing/recorded-ghost.js';
import { problemOf } from '../check-document.js';
import { plainWords } from '../nodes.js';
import { blocksFromHtml } from './blocks-from-html.js';

const typesOf = (html: string) => blocksFromHtml(html).map(({ type }) => type);
const read = (html: string): DocumentNode => {
  const [only, ...more] = blocksFromHtml(html);
  expect(more).toEqual([]);
  return only ?? { type: 'none' };
};

test('plain prose is nodes, and nothing is HTML', () => {
  const html = `
    <h2>Bread</h2>
    <p>Out at <b>eight</b>,<br>
      <a href="/rules/" rel="nofollow">by <i>rule</i></a>.</p>
    <ul><li>one<ol start="3"><li>two</li></ol></li><li><p>three</p></li></ul>
    <blockquote><p>Warm.</p></blockquote><hr>
    <pre><code class="language-js">a
 b</code></pre>
    <details><summary>Why?</summary><p>Because.</p></details>
    loose words
    <table><caption>Sums</caption><thead><tr><th>a</th></tr></thead><tbody><tr><td colspan="2">b</td></tr></tbody></table>`;
  expect(typesOf(html)).toEqual([
    ...[
      'heading',
      'paragraph',
      'bulletList',
      'blockquote',
      'horizontalRule',
      'codeBlock',
      'toggle',
      'paragraph',
      'table',
    ],
  ]);
  for (const block of blocksFromHtml(html)) expect(problemOf(block)).toBeNull();
});

test('white space is what a browser makes of it', () => {
  const { content } = read('<p>\n  Out <b> at</b>\n eight <br>\n sharp </p>');
  expect(content?.map(({ text, type }) => text ?? type)).toEqual(['Out ', ' at', ' eight', 'hardBreak', 'sharp']);
});

test('pictures come with caption, width and link, as a figure or alone', () => {
  const html =
    '<figure class="kg-card kg-width-wide"><a href="https://b.example/"><img src="https://a.example/a.png" alt="A" width="640" height="400"></a><figcaption>By <em>us</em></figcaption></figure>';
  const figure = read(html);
  expect(figure.attrs).toMatchObject({
    alt: 'A',
    width: 640,
    height: 400,
    variant: 'wide',
    href: 'https://b.example/',
  });
  expect(plainWords(figure.content)).toBe('By us');
  expect(read('<p><img src="https://a.example/a.png"></p>').type).toBe('image');
});

test('a frame is an embed', () => {
  expect(read('<iframe src="https://www.youtube.com/embed/abc" title="A film"></iframe>').attrs).toMatchObject({
    url: 'https://www.youtube.com/embed/abc',
    title: 'A film',
  });
});

test.each([
  '<div class="kg-card kg-hologram-card"><div>☞</div></div>',
  '<p>An <kbd>odd</kbd> word</p>',
  '<p>A picture <img src="https://a.example/a.png"> in a line</p>',
  '<dl><dt>a</dt><dd>b</dd></dl>',
  '<ul>words<p>no item</p></ul>',
  '<svg><p>x</p></svg>',
  '<script>alert(1)</script>',
])('%s stays HTML, as it came', (html) => {
  expect(read(html)).toEqual({ type: 'html', attrs: { html } });
});

test('Ghost’s cards are known in its HTML as well', () => {
  const every = recordedTexts().find(({ slug }) => slug === 'every-card')?.html ?? '';
  const blocks = blocksFromHtml(every);
  expect(blocks.map(({ type }) => type)).toEqual([
    ...['paragraph', 'heading', 'bulletList', 'orderedList', 'blockquote', 'image', 'gallery', 'codeBlock', 'callout'],
    ...['toggle', 'bookmark', 'button', 'html', 'heading', 'bulletList', 'embed', 'product', 'file', 'audio', 'video'],
    ...['header', 'horizontalRule', 'paragraph'],
  ]);
  for (const block of blocks) expect(problemOf(block)).toBeNull();
  const attrsOf = (type: string) => blocks.find((block) => block.type === type)?.attrs;
  expect(attrsOf('callout')).toEqual({ emoji: '🌹', tone: 'pink' });
  expect(attrsOf('product')).toMatchObject({ title: 'Rose jam', stars: 5, buttonText: 'Buy' });
  expect(attrsOf('bookmark')).toMatchObject({ url: 'https://example.org/', title: 'Example', publisher: 'Example' });
  expect(attrsOf('header')).toMatchObject({ title: 'Head', subtitle: 'Sub', tone: 'dark' });
});

test('what Ghost marks as typed stays HTML', () => {
  expect(
    blocksFromHtml('<p>a</p><!--kg-card-begin: html--><p>b</p><i>c</i><!--kg-card-end: html--><p>d</p>')[1],
  ).toEqual({
    type: 'html',
    attrs: { html: '<p>b</p><i>c</i>' },
  });
});

test('the paywall stands where Ghost’s HTML says so', () => {
  expect(typesOf('<p>a</p><!--members-only--><p>b</p>')).toEqual(['paragraph', 'paywall', 'paragraph']);
});

test.each([
  ['marks that never end', '<p>x</p><!--kg-card-begin: html-->'],
  ['marked pieces', '<!--kg-card-begin: html--><b>x</b><!--kg-card-end: html-->'],
  ['pieces that stay HTML', '<dl><dt>x</dt></dl>'],
  ['words in links', 'x <a href="/y">z</a> '],
])('twenty thousand %s take no longer than a long text may', (_name, html) => {
  const began = performance.now();
  expect(blocksFromHtml(html.repeat(20_000)).length).toBeGreaterThan(0);
  expect(performance.now() - began).toBeLessThan(10_000);
});

test('what nests without end stays one piece', () => {
  const html = `${'<div>'.repeat(5_000)}x`;
  expect(blocksFromHtml(html)).toEqual([{ type: 'html', attrs: { html } }]);
});
