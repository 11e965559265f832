import { expect, test } from '@jest/globals';
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import type { DocumentDto, DocumentNode } from '../../../../contracts/dtos/document.js';
import { htmlSanitiser } from '../../../../infrastructure/adapters/sanitise-html/sanitiser.js';
import type { ShownMedia } from '../../../../contracts/media.js';
import { hostileHtml, mutatingHtml } from '../../../../testing/hostile-html.js';
import { blocksFromHtml } from '../html/blocks-from-html.js';
import { fromLexical } from '../lexical/from-lexical.js';
import { renderDocument } from './render-document.js';
import { siteHooks } from './site-hooks.js';

type Element = DefaultTreeAdapterTypes.Element;

const copied: ShownMedia = {
  ...{ sha256: 'a'.repeat(64), width: 6, height: 4, variants: ['320.jpg'], placeholder: null, focus: null },
};

/** On a site that is itself on http, and with every picture ours by now, or none. */
const renderWith = (copy: ShownMedia | null, ...content: DocumentNode[]) => {
  const hooks = siteHooks('http://old.example', htmlSanitiser, () => copy);
  return renderDocument({ type: 'doc', content }, { hooks, readers: 'members', eagerPictures: 0 }).html;
};

const render = (...content: DocumentNode[]) => {
  const document: DocumentDto = { type: 'doc', content };
  const hooks = siteHooks('https://old.example', htmlSanitiser);
  return renderDocument(document, { hooks, readers: 'members', eagerPictures: 0 }).html;
};

const shown = new Set(
  (
    'a abbr aside audio b bdi blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img ' +
    'ins kbd li mark ol p picture pre q s samp section small source span strong sub summary sup table tbody td tfoot th thead time tr u ul var video wbr'
  ).split(' '),
);

const sayable =
  /^(alt|aria-[a-z]+|class|colspan|controls|data-[a-z]+|datetime|decoding|dir|height|href|id|lang|loading|loop|muted|playsinline|poster|preload|referrerpolicy|rel|reversed|role|rowspan|scope|sizes|src|srcset|start|tabindex|title|type|value|width)$/;

/** What a browser's parser makes of it, by a parser that is not the sanitiser's; every element and attribute is on a list. */
function faultsIn(html: string): string[] {
  const faults: string[] = [];
  const walk = (node: DefaultTreeAdapterTypes.Node) => {
    if ('tagName' in node) faults.push(...faultsOf(node));
    if ('childNodes' in node) node.childNodes.forEach(walk);
  };
  walk(parseFragment(html));
  return faults;
}

function faultsOf({ tagName, namespaceURI, attrs }: Element): string[] {
  const faults = shown.has(tagName) && namespaceURI.endsWith('/xhtml') ? [] : [`<${tagName}>`];
  for (const { name, value } of attrs) {
    if (!sayable.test(name)) faults.push(name);
    if (name === 'href' && !/^(https?:\/\/|mailto:|tel:|\/(?!\/)|#|\?)/.test(value)) faults.push(`${name}=${value}`);
    if (['src', 'poster'].includes(name) && !/^(https:\/\/|\/(?!\/))/.test(value)) faults.push(`${name}=${value}`);
  }
  return faults;
}

const all = [...hostileHtml, ...mutatingHtml];

test('the judge knows what is hostile', () => {
  const faulty = all.filter((html) => faultsIn(html).length > 0);
  expect(faulty.length).toBeGreaterThan(all.length * 0.8);
  expect(faultsIn('<p>Bread</p>')).toEqual([]);
});

test.each(all)('an HTML card with %s', (html) => {
  expect(faultsIn(render({ type: 'html', attrs: { html } }))).toEqual([]);
});

test.each(all)('an HTML card of a site on http, copied or not, with %s', (html) => {
  for (const copy of [null, copied]) expect(faultsIn(renderWith(copy, { type: 'html', attrs: { html } }))).toEqual([]);
});

test.each(all)('a text of HTML with %s', (html) => {
  expect(faultsIn(render(...blocksFromHtml(html)))).toEqual([]);
});

test.each(all)('Markdown with %s', (markdown) => {
  expect(faultsIn(render({ type: 'markdown', attrs: { markdown } }))).toEqual([]);
});

test.each(all)('a footnote in Markdown with %s', (said) => {
  const markdown = `Bread[^${said}] and[^a]^[${said}]\n\n[^a]: ${said}`;
  expect(faultsIn(render({ type: 'markdown', attrs: { markdown } }))).toEqual([]);
});

/** Every field of every card, and a line's own, holding the same word. */
const cardsHolding = (word: string): object[] => [
  { type: 'image', src: word, alt: word, title: word, caption: word, href: word, cardWidth: word },
  { type: 'image', src: 'https://ok.example/a.png', alt: word, title: word, caption: word, href: word },
  {
    type: 'gallery',
    images: [
      { src: word, alt: word },
      { src: 'https://ok.example/a.png', alt: word },
    ],
    caption: word,
  },
  { type: 'callout', calloutText: word, calloutEmoji: word, backgroundColor: word },
  { type: 'toggle', heading: word, content: word },
  {
    type: 'bookmark',
    url: word,
    metadata: { title: word, description: word, author: word, thumbnail: word, icon: word },
    caption: word,
  },
  {
    type: 'bookmark',
    url: 'https://ok.example',
    metadata: { title: word, description: word, publisher: word },
    caption: word,
  },
  { type: 'button', buttonText: word, buttonUrl: word, alignment: word },
  { type: 'embed', url: word, html: word, metadata: { title: word, thumbnail_url: word }, caption: word },
  {
    type: 'embed',
    url: 'https://ok.example',
    html: word,
    metadata: { title: word, provider_name: word },
    caption: word,
  },
  { type: 'audio', src: word, title: word },
  { type: 'audio', src: 'https://ok.example/a.mp3', title: word, caption: word },
  { type: 'video', src: word, thumbnailSrc: word, caption: word, width: 'x' },
  { type: 'video', src: 'https://ok.example/a.mp4', thumbnailSrc: word, title: word, caption: word },
  { type: 'file', src: word, fileTitle: word, fileCaption: word, fileName: word },
  {
    type: 'product',
    productImageSrc: word,
    productTitle: word,
    productDescription: word,
    productButtonEnabled: true,
    productButton: word,
    productUrl: word,
  },
  {
    type: 'header',
    header: word,
    subheader: word,
    buttonEnabled: true,
    buttonText: word,
    buttonUrl: word,
    backgroundImageSrc: word,
    style: word,
  },
  {
    type: 'call-to-action',
    textValue: word,
    buttonText: word,
    buttonUrl: word,
    imageUrl: word,
    hasSponsorLabel: true,
    sponsorLabel: word,
    backgroundColor: word,
  },
  { type: 'signup', header: word, subheader: word, buttonText: word },
  { type: 'codeblock', code: word, language: word, caption: word },
  { type: 'email', html: word },
  { type: word, text: word, children: [{ type: 'text', text: word }] },
  {
    type: 'paragraph',
    direction: word,
    children: [
      {
        type: 'link',
        url: word,
        title: word,
        rel: word,
        target: word,
        children: [{ type: 'extended-text', text: word, format: 16, style: word }],
      },
    ],
  },
  { type: 'extended-heading', tag: 'h2', children: [{ type: 'extended-text', text: word }] },
];

test.each([
  ...all,
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onclick='alert(1)",
])('every card whose every field is %s', (word) => {
  const document = fromLexical(JSON.stringify({ root: { type: 'root', children: cardsHolding(word) } }));
  const html = render(...(document?.content ?? []));
  expect(html).toContain('<figure');
  expect(faultsIn(html)).toEqual([]);
});

test('no id is there twice, and none that the page uses', () => {
  const heading = (text: string) => ({ type: 'heading', content: [{ type: 'text', text }] });
  const html = render(
    heading('Main'),
    heading('Bread'),
    { type: 'html', attrs: { html: '<h2 id="bread">x</h2><h3 id="live">y</h3>' } },
    heading('Bread'),
  );
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
  expect(ids).toEqual(['text-main', 'bread', 'bread-2', 'text-live', 'bread-3']);
});
