import { describe, expect, test } from '@jest/globals';
import type { DocumentNode } from '../../../../contracts/dtos/document.js';
import { htmlSanitiser } from '../../../../infrastructure/adapters/sanitise-html/sanitiser.js';
import { paragraph, textNode } from '../nodes.js';
import type { RenderHooks, RenderOptions } from './hooks.js';
import { renderDocument } from './render-document.js';
import { siteHooks } from './site-hooks.js';

const hooks = siteHooks('https://old.example', htmlSanitiser);

const render = (content: DocumentNode[], options: Partial<RenderOptions> = {}) =>
  renderDocument({ type: 'doc', content }, { hooks, readers: 'everyone', eagerPictures: 0, ...options });

const words = (text: string) => paragraph([textNode(text)]);
const marked = (text: string, ...types: string[]) =>
  textNode(
    text,
    types.map((type) => ({ type })),
  );
const link = (href: string, rel?: string) => ({ type: 'link', attrs: { href, rel: rel ?? null } });
const picture = (src: string): DocumentNode => ({
  type: 'image',
  attrs: { src, alt: 'A loaf', width: 640, height: 400 },
});

test('neighbours share their marks, and a link is one link', () => {
  const there = link('https://example.org/', 'nofollow opener');
  const line = paragraph([
    marked('a', 'bold'),
    marked('b', 'bold', 'italic'),
    textNode('c ', [there]),
    textNode('d', [there, { type: 'code' }]),
  ]);
  expect(render([line]).html).toBe(
    '<p><strong>a<em>b</em></strong><a href="https://example.org/" rel="external noopener nofollow">c <code>d</code></a></p>',
  );
});

test.each([
  ['https://old.example/rules/?a=1#b', '/rules/?a=1#b', null],
  ['__GHOST_URL__/rules/', '/rules/', null],
  ['https://example.org/', 'https://example.org/', 'external noopener'],
  ['mailto:a@rose-ash.test', 'mailto:a@rose-ash.test', null],
  ['#main', '#text-main', null],
])('a link to %s leads to %s', (address, href, rel) => {
  const { html } = render([paragraph([textNode('x', [link(address)])])]);
  expect(html).toBe(`<p><a href="${href}"${rel ? ` rel="${rel}"` : ''}>x</a></p>`);
});

test('what stands after the paywall is in nothing that strangers get', () => {
  const heading = (text: string): DocumentNode => ({ type: 'heading', attrs: { level: 2 }, content: [textNode(text)] });
  const note: DocumentNode = { type: 'footnote', content: [textNode('An open note')] };
  const hidden: DocumentNode = { type: 'footnote', content: [textNode('A hidden note')] };
  const { html, teaserHtml, text, teaserText, outline } = render(
    [
      heading('Open'),
      paragraph([textNode('Before.'), note]),
      { type: 'html', attrs: { html: '<p>For members alone</p>', audience: 'members' } },
      { type: 'paywall' },
      heading('Closed'),
      paragraph([textNode('After.'), hidden]),
    ],
    { readers: 'members' },
  );
  expect(teaserHtml).toContain('An open note');
  expect(`${teaserHtml} ${teaserText}`).not.toMatch(/After|Closed|hidden|alone/);
  expect(html).toMatch(/alone.*Closed.*After/s);
  expect(text).toContain('A hidden note');
  expect(outline).toEqual([
    { id: 'open', level: 2, text: 'Open', isOpen: true },
    { id: 'closed', level: 2, text: 'Closed', isOpen: false },
  ]);
});

test('without a paywall there is no teaser', () => {
  expect(render([words('All of it.')]).teaserHtml).toBe('');
});

test('cards for members are not in a text for everyone', () => {
  const card = (audience: string): DocumentNode => ({ type: 'html', attrs: { html: `<p>${audience}</p>`, audience } });
  const all = [card('everyone'), card('members'), card('nobody')];
  expect(render(all).html).toBe('<p>everyone</p>');
  expect(render(all, { readers: 'members' }).html).toBe('<p>everyone</p>\n<p>members</p>');
});

test('footnotes are numbered, read at the end, and lead back', () => {
  const note = (text: string): DocumentNode => ({ type: 'footnote', content: [textNode(text)] });
  const { html } = render([paragraph([textNode('a'), note('First <')]), paragraph([textNode('b'), note('Second')])]);
  expect(html).toContain(
    '<p>a<sup class="note-ref"><a href="#note-1" id="note-ref-1" role="doc-noteref">1</a></sup></p>',
  );
  expect(html).toContain('<li id="note-1">First &lt; <a href="#note-ref-1" role="doc-backlink"');
});

describe('Markdown is read as Ghost reads it', () => {
  const shown = (...texts: string[]) =>
    render(texts.map((text) => ({ type: 'markdown', attrs: { markdown: text } }))).html;

  test.each([
    ['line one\nline two', '<p>line one<br />line two</p>'],
    ['==new== H~2~O, the 2^nd^, ~~old~~', '<p><mark>new</mark> H<sub>2</sub>O, the 2<sup>nd</sup>, <del>old</del></p>'],
    ['x^2 and y^2, a == b, ~5 of ~6', '<p>x^2 and y^2, a == b, ~5 of ~6</p>'],
    ['## What *it* costs?', '<h2 id="what-it-costs">What <em>it</em> costs?</h2>'],
    ['`==a== [^b]`', '<p><code>==a== [^b]</code></p>'],
    ['Nobody said [^what].', '<p>Nobody said [^what].</p>'],
  ])('%j', (text, html) => {
    expect(shown(text)).toBe(html);
  });

  test('its footnotes are numbered with those of the rest, each read once at the end', () => {
    const html = shown(
      'Rye[^r], wheat[^w], rye again[^r].\n\n[^w]: From *Kent*.\n[^r]: Ours, <img src=x onerror=alert(1)>\n    and <https://example.org/>.',
      'Oats^[Rolled.] and barley[^r].\n\n[^r]: Another field.',
    );
    const ref = (number: number, id = ` id="note-ref-${number}"`) =>
      `<sup class="note-ref"><a href="#note-${number}"${id} role="doc-noteref">${number}</a></sup>`;
    expect(html).toContain(`<p>Rye${ref(1)}, wheat${ref(2)}, rye again${ref(1, '')}.</p>`);
    expect(html).toContain(`<p>Oats${ref(3)} and barley${ref(4)}.</p>`);
    expect(html).toMatch(/<li id="note-1">Ours, .*<a href="https:\/\/example.org\/" rel="external noopener">/s);
    expect(html).toMatch(/<li id="note-2">From <em>Kent<\/em>\. <a href="#note-ref-2"/);
    expect(html).toMatch(/<li id="note-3">Rolled\..*<li id="note-4">Another field\./s);
    expect(html).not.toMatch(/onerror|[\ue000\ue001]/);
  });

  test('a place for a note is none in an attribute, and cannot be forged', () => {
    const html = shown(
      '![Loaf[^a]](https://old.example/a.jpg "t[^a]") [^a] &#xE000;0&#xE001; &#xE000;9&#xE001; <abbr title="&#xE000;0&#xE001;">x</abbr>\n\n[^a]: Said.',
    );
    expect(html).not.toMatch(/[\ue000\ue001]/);
    expect(html).toMatch(/alt="Loaf[^"<>]*"/);
    expect(html.match(/<li /g)).toHaveLength(1);
    expect(html).toContain('<abbr title="0">x</abbr>');
  });
});

test('a picture that is stored here is shown in its formats, with its own size and a blur to wait on', () => {
  const stored: RenderHooks = {
    ...hooks,
    picture: () => ({
      src: '/media/a.jpg',
      width: 1200,
      height: 750,
      sources: [
        { type: 'image/avif', srcset: '/media/a-600.avif 600w, /media/a.avif 1200w' },
        { type: 'image/webp', srcset: 'javascript:alert(1) 1x' },
      ],
      blur: 'data:image/webp;base64,AAAA',
    }),
  };
  const { html } = render([picture('https://old.example/content/a.jpg')], { hooks: stored, eagerPictures: 1 });
  expect(html).toBe(
    '<figure class="picture"><span class="developing"><img class="blur" src="data:image/webp;base64,AAAA" alt="" aria-hidden="true">' +
      '<picture><source type="image/avif" srcset="/media/a-600.avif 600w, /media/a.avif 1200w" sizes="(min-width: 760px) 680px, 94vw">' +
      '<img src="/media/a.jpg" alt="A loaf" width="1200" height="750" loading="eager" decoding="async" referrerpolicy="no-referrer"></picture></span></figure>',
  );
});

test.each(['javascript:alert(1)', 'data:text/html,x', 'data:image/webp;base64,"><b>', 'https://else.example/a.webp'])(
  'what waits for a picture is a few bytes of WebP and nothing else: %s',
  (blur) => {
    const sources = [{ type: 'image/avif', srcset: '/media/a.avif 600w' }];
    const stored: RenderHooks = {
      ...hooks,
      picture: () => ({ src: '/media/a.jpg', width: 1, height: 1, sources, blur }),
    };
    expect(render([picture('/a.jpg')], { hooks: stored }).html).toContain('<span class="developing"><picture>');
  },
);

test('a picture in typed HTML and in Markdown is shown from here as well, once it is here', () => {
  const sources = [{ type: 'image/avif', srcset: '/media/a.avif 600w' }];
  const stored: RenderHooks = {
    ...hooks,
    picture: (src) => (src.includes('ours') ? { src: '/media/a.jpg', width: 6, height: 4, sources } : null),
  };
  const html =
    '<p>x <img src="https://old.example/ours.png?a=1&amp;b=2" alt="&quot;A&quot; &amp; &lt;b&gt;"> <img src="https://else.example/b.png"></p>';
  const rendered = render(
    [
      { type: 'html', attrs: { html } },
      { type: 'markdown', attrs: { markdown: '![Rye](https://old.example/ours.jpg)' } },
    ],
    { hooks: stored },
  );
  expect(rendered.html.match(/<img src="\/media\/a\.jpg" alt="[^"]*"/g)).toEqual([
    '<img src="/media/a.jpg" alt="&quot;A&quot; &amp; &lt;b&gt;"',
    '<img src="/media/a.jpg" alt="Rye"',
  ]);
  expect(rendered.html).toContain('<img src="https://else.example/b.png"');
  expect(rendered.refs.pictures.map(({ src }) => src)).toEqual([
    'https://old.example/ours.png?a=1&b=2',
    'https://else.example/b.png',
    'https://old.example/ours.jpg',
  ]);
});

test('pictures come late but for the first that are asked for at once, and what is not on https is counted', () => {
  const { html, left, refs } = render(
    [picture('https://ok.example/a.png'), picture('https://ok.example/b.png'), picture('http://ok.example/c.png')],
    { eagerPictures: 1 },
  );
  expect([...html.matchAll(/loading="(\w+)"/g)].map((match) => match[1])).toEqual(['eager', 'lazy']);
  expect(left.waiting).toBe(1);
  expect(refs.pictures.map(({ src }) => src)).toEqual([
    'https://ok.example/a.png',
    'https://ok.example/b.png',
    'http://ok.example/c.png',
  ]);
});

test('nothing is fetched from whom a bookmark or an embed leads to', () => {
  const about = { url: 'https://www.youtube.com/embed/abc', title: 'A film', thumbnail: 'https://i.ytimg.com/abc.jpg' };
  const { html, refs } = render([
    { type: 'embed', attrs: about },
    { type: 'bookmark', attrs: about },
  ]);
  expect(html).not.toMatch(/<img|<iframe|ytimg/);
  expect(html).toContain('href="https://www.youtube.com/watch?v=abc"');
  expect(refs.pictures).toEqual([{ src: 'https://i.ytimg.com/abc.jpg', use: 'thumbnail' }]);
});

test('a table has a head, can be reached by keyboard and has a name', () => {
  const cell = (type: string, text: string): DocumentNode => ({ type, content: [words(text)] });
  const row = (...content: DocumentNode[]): DocumentNode => ({ type: 'tableRow', content });
  const table: DocumentNode = {
    type: 'table',
    content: [
      row(cell('tableHeader', 'From'), cell('tableHeader', 'Sum')),
      row(cell('tableHeader', 'Shares'), cell('tableCell', '£6')),
    ],
  };
  expect(render([table]).html).toBe(
    '<div class="sideways" role="group" aria-label="Table 1" tabindex="0"><table><thead><tr><th scope="col">From</th><th scope="col">Sum</th></tr></thead>' +
      '<tbody><tr><th scope="row">Shares</th><td>£6</td></tr></tbody></table></div>',
  );
});

test('a letter’s card is nothing here, and what is not known is its words', () => {
  const data = { type: 'hologram', children: [{ text: 'Hello <you>' }] };
  const { html, left } = render([
    { type: 'ghostCard', attrs: { card: 'email', data: { type: 'email', html: '<p>Dear you</p>' } } },
    { type: 'ghostCard', attrs: { card: 'hologram', data } },
  ]);
  expect(html).toBe('<p>Hello &lt;you&gt;</p>');
  expect(left.unknown).toBe(1);
});

test('the text reads as a person would', () => {
  const { text } = render([
    { type: 'heading', content: [textNode('Bread & roses')] },
    paragraph([textNode('A “word”, it’s '), marked('bold', 'bold'), textNode('er.')]),
    { type: 'bulletList', content: ['One', 'Two'].map((one) => ({ type: 'listItem', content: [words(one)] })) },
  ]);
  expect(text).toBe('Bread & roses A “word”, it’s bolder. One Two');
});
