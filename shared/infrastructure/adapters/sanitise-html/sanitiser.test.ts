import { expect, test } from '@jest/globals';
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import { HeadingIds } from '../../../lib/heading-ids.js';
import { hostileHtml } from '../../../testing/hostile-html.js';
import { htmlSanitiser } from './sanitiser.js';

const site = 'https://old.example/blog';
const clean = (html: string) => htmlSanitiser.sanitise(html, site);
const shown = (html: string) => clean(html).html;

const forbidden =
  /<(script|style|iframe|object|embed|svg|math|form|input|meta|base|link|button|template|noscript|foreignobject)|\son\w+\s*=|javascript:|vbscript:|data:|srcdoc|style\s*=/i;

test.each(hostileHtml)('nothing that runs is left of %s', (html) => {
  // What is left in text is escaped, so only tags and attributes can match.
  const tags = (shown(html).match(/<[^>]*>/g) ?? []).join('');
  expect(tags).not.toMatch(forbidden);
  expect(shown(shown(html))).toBe(shown(html));
});

test('words survive where tags do not', () => {
  expect(shown('<p><font color="red">Bread</font> <blink>at eight</blink></p>')).toBe('<p>Bread at eight</p>');
});

test('text that looks like a tag stays text', () => {
  expect(shown('<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>')).toBe('<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>');
});

test('what nests deep is flattened, and what nests like no text at all is only words', () => {
  const nested = (depth: number) => shown(`${'<div>'.repeat(depth)}x${'</div>'.repeat(depth)}`);
  expect(nested(500)).toBe(`${'<div>'.repeat(100)}x${'</div>'.repeat(100)}`);
  expect(nested(100_000)).toBe('x');
  expect(shown(`${'<b>'.repeat(2_000)}<scr<b>ipt>alert(1)</script>`)).not.toMatch(/<script/);
});

test.each([
  ['tags that never close', '<svg><p><figure><figcaption>'.repeat(50_000)],
  ['a list of sources that is none', `<img src="https://a.example/b" srcset="${'https:,'.repeat(100_000)}">`],
  ['one id five thousand times', '<h2 id="a">x</h2>'.repeat(5_000)],
  ['empty shells', '<figure><figcaption>x</figcaption></figure><p> </p>'.repeat(20_000)],
  ['white space', `<p>${' '.repeat(500_000)}</p>`.repeat(2)],
])('%s take no longer than a long text may', (_name, html) => {
  const began = performance.now();
  shown(html);
  expect(performance.now() - began).toBeLessThan(10_000);
});

test('only whole lists of https sources are kept', () => {
  const sources = (srcset: string) =>
    /srcset="([^"]*)"/.exec(shown(`<img src="https://a.example/b" srcset="${srcset}">`))?.[1];
  expect(sources('https://a.example/s 600w, https://a.example/b 2x')).toBe(
    'https://a.example/s 600w, https://a.example/b 2x',
  );
  expect(sources('https://a.example/s 600w, http://a.example/b 2x')).toBeUndefined();
  expect(sources('/s 600w')).toBeUndefined();
});

test.each([
  ['https://old.example/blog/join/?a=1#b', '/join/?a=1#b'],
  ['http://old.example/blog/join/', '/join/'],
  ['https://old.example/blog', '/'],
  ['__GHOST_URL__/rules/', '/rules/'],
  ['https://old.example/blog//evil.example/', '/evil.example/'],
  ['tel:+441412345678', 'tel:+441412345678'],
  ['#bread', '#bread'],
  ['#main', '#text-main'],
])('the address %s is written %s', (address, written) => {
  expect(shown(`<a href="${address}">x</a>`)).toBe(`<a href="${written}">x</a>`);
});

test.each([
  ['https://old.example/shop/', 'https://old.example/shop/'],
  ['https://old.example/blog/content/files/list.pdf', 'https://old.example/blog/content/files/list.pdf'],
  ['//evil.example/x', 'https://evil.example/x'],
  ['https://example.org', 'https://example.org/'],
])('the address %s leads out', (address, written) => {
  const kept = address.includes('/content/') ? address : written;
  expect(shown(`<a href="${address}">x</a>`)).toBe(`<a href="${kept}" rel="external noopener">x</a>`);
});

test.each(['#/portal/signup', 'https://old.example/blog/#/portal/signup', 'ftp://a.example/', ''])(
  'a link to %s leads nowhere here',
  (address) => {
    expect(shown(`<p><a href="${address}">Join</a></p>`)).toBe('<p><a>Join</a></p>');
  },
);

test('pictures are asked for over https only, late and without saying who reads', () => {
  const { html, waiting, left } = clean(
    '<img src="https://a.example/b.png" alt="A loaf"><img src="http://a.example/b.png?a=1&amp;b" alt="x"><img src="data:,">',
  );
  expect(html).toBe(
    '<img src="https://a.example/b.png" alt="A loaf" loading="lazy" decoding="async" referrerpolicy="no-referrer" />',
  );
  expect(waiting).toEqual(['http://a.example/b.png?a=1&b']);
  expect(left.pictures).toBe(1);
});

/** As a browser reads them: values of the attributes that are called so. */
function attributesIn(html: string, called: RegExp): string[] {
  const walk = (node: DefaultTreeAdapterTypes.Node): string[] => [
    ...('attrs' in node ? node.attrs.filter(({ name }) => called.test(name)).map(({ value }) => value) : []),
    ...('childNodes' in node ? node.childNodes.flatMap(walk) : []),
  ];
  return walk(parseFragment(html));
}

/** With every picture copied, or none. */
const within = (html: string, hasCopy: boolean) =>
  htmlSanitiser.sanitise(html, site, { ids: new HeadingIds(), hasCopy: () => hasCopy });

test('a picture on http stays for our copy where there is one, and alone', () => {
  const typed =
    '<figure><img class="kg-image" src="http://a.example/b.png" srcset="https://else.example/c.png 2x" sizes="100vw"></figure>';
  expect(within(typed, true)).toMatchObject({
    html: '<figure><img class="kg-image" src="http://a.example/b.png" alt="" loading="lazy" decoding="async" referrerpolicy="no-referrer" /></figure>',
    waiting: [],
  });
  expect(within(typed, false)).toMatchObject({ html: '', waiting: ['http://a.example/b.png'] });
});

test.each([
  ['data:', '<img src="data:image/png;base64,AAAA">', []],
  ['javascript:', '<img src="javascript:alert(1)"><img src=" java&#9;script:alert(1)">', []],
  ['a file', '<img src="file:///etc/passwd"><img src="ftp://a.example/b.png">', []],
  ['a blob', '<img src="blob:http://a.example/1">', []],
  ['a scheme in capitals', '<img src="HTTP://A.example/b.png">', ['http://a.example/b.png']],
  ['a scheme with a tab', '<img src="ht&#9;tp://a.example/b.png">', ['http://a.example/b.png']],
  ['a quote', `<img src='http://a.example/" onerror="alert(1)'>`, ['http://a.example/%22%20onerror=%22alert(1)']],
  ['an end of the tag', '<img alt="> src=" src="http://a.example/>.png">', ['http://a.example/%3E.png']],
  ['sets and styles', '<img srcset="http://a.example/b.png 2x" style="background:url(http://a.example/c.png)">', []],
  ['a film', '<video src="https://a.example/v.mp4" poster="http://a.example/p.png"></video>', []],
  ['what decorates a bookmark', '<div class="kg-bookmark-thumbnail"><img src="http://a.example/b.png"></div>', []],
])('nobody is asked over http, and only pictures wait: %s', (_what, typed, waiting: string[]) => {
  for (const hasCopy of [false, true]) {
    const { html, waiting: found } = within(typed, hasCopy);
    const asked = attributesIn(html, /^(?:src|srcset|poster|style|background)$/);
    const ours = hasCopy ? waiting : [];
    expect(asked.filter((address) => !address.startsWith('https://'))).toEqual(ours);
    expect(found).toEqual(hasCopy ? [] : waiting);
    expect(html).not.toMatch(/<[^>]*\son\w+=|style=|javascript:|data:/i);
  }
});

test('a protocol that is left open is the one of the site', () => {
  const typed = '<img src="//a.example/b.png">';
  expect(shown(typed)).toContain('src="https://a.example/b.png"');
  expect(htmlSanitiser.sanitise(typed, 'http://old.example')).toMatchObject({
    html: '',
    waiting: ['http://a.example/b.png'],
  });
});

test('a gallery keeps its pictures, and what stood around missing ones goes', () => {
  const gallery = (src: string) =>
    `<figure class="kg-card kg-gallery-card"><div class="kg-gallery-row"><div class="kg-gallery-image"><img src="${src}"></div></div></figure>`;
  expect(shown(gallery('https://a.example/b.png'))).toMatch(
    /^<figure class="kg-card kg-gallery-card">.*<img .*<\/figure>$/,
  );
  expect(shown(gallery('http://a.example/b.png'))).toBe('');
  const captioned = '<figure><img src="http://a.example/b.png"><figcaption>By <em>us</em></figcaption></figure>';
  expect(shown(`${captioned}<p>After</p><figure><figcaption>Only words</figcaption><p>and more</p></figure>`)).toBe(
    '<p>After</p><figure><figcaption>Only words</figcaption><p>and more</p></figure>',
  );
});

test('frames become links to what they would have played', () => {
  const { html, left } = clean(
    '<iframe src="https://www.youtube.com/embed/a-b_c"></iframe><iframe src="https://player.vimeo.com/video/12?h=x"></iframe>' +
      '<iframe src="https://maps.example/m"></iframe>',
  );
  expect(html).toBe(
    '<a href="https://www.youtube.com/watch?v=a-b_c" rel="external noopener" class="embed-link">Open on youtube.com</a>' +
      '<a href="https://vimeo.com/12" rel="external noopener" class="embed-link">Open on vimeo.com</a>' +
      '<a href="https://maps.example/m" rel="external noopener" class="embed-link">Open on maps.example</a>',
  );
  expect(left.links).toBe(3);
});

test('a toggle opens without a script', () => {
  const html = shown(
    '<div class="kg-card kg-toggle-card" data-kg-toggle-state="close"><div class="kg-toggle-heading"><h4 class="kg-toggle-heading-text">Why?</h4>' +
      '<button class="kg-toggle-card-icon"><svg></svg></button></div><div class="kg-toggle-content"><p>Because.</p></div></div>',
  );
  expect(html).toBe(
    '<details class="kg-card kg-toggle-card"><summary class="kg-toggle-heading"><span class="kg-toggle-heading-text">Why?</span>' +
      '</summary><div class="kg-toggle-content"><p>Because.</p></div></details>',
  );
});

test('sign-up cards and forms are left out and counted', () => {
  const { html, left } = clean(
    '<div class="kg-card kg-signup-card"><form>Letters</form></div><p>After</p><form><p>Words</p></form>',
  );
  expect(html).toBe('<p>After</p><p>Words</p>');
  expect(left.forms).toBe(2);
});

test('footnotes and their places keep their ids, so that both ways between them lead somewhere', () => {
  const html =
    '<p>Rye<sup id="r1" onclick="x()"><a href="#fn1" id="fnref1">1</a></sup></p><ol><li id="fn1">Ours. <a href="#fnref1">Back</a></li><li id="main">x</li></ol>';
  expect(shown(html)).toBe(
    '<p>Rye<sup id="r1"><a id="fnref1" href="#fn1">1</a></sup></p><ol><li id="fn1">Ours. <a href="#fnref1">Back</a></li><li id="text-main">x</li></ol>',
  );
});

test('headings keep their ids apart from the page and each other, and the page keeps its only h1', () => {
  expect(
    shown('<h1 id="main">A</h1><h2 id="bread">B</h2><h3 id="bread">C</h3><h2 id="a b">D</h2><p id="x">E</p>'),
  ).toBe('<h2 id="text-main">A</h2><h2 id="bread">B</h2><h3 id="bread-2">C</h3><h2>D</h2><p>E</p>');
});

test('only the classes of cards and code pass', () => {
  expect(shown('<p class="kg-x admin language-js is-hidden">a</p>')).toBe('<p class="kg-x language-js">a</p>');
});

test('the text reads as a person would', () => {
  const { text } = clean(
    '<h2>Bread &amp; <em>roses</em></h2><p>A <b>bold</b>, calm "word".</p><ul><li>One</li><li>Two</li></ul>',
  );
  expect(text).toBe('Bread & roses A bold, calm "word". One Two');
});

test('a caption goes with its picture, and stays with what became a link', () => {
  const figure = (inside: string) =>
    `<figure class="kg-card">${inside}<figcaption>By <em>Moth</em></figcaption></figure>`;
  expect(shown(`<p>a</p>${figure('<img src="http://old.example/a.png">')}`)).toBe('<p>a</p>');
  expect(shown(figure('<img src="https://ok.example/a.png">'))).toContain('<figcaption>By <em>Moth</em></figcaption>');
  expect(shown(figure('<iframe src="https://video.example/1"></iframe>'))).toContain('<figcaption>');
});
