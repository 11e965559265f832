import { expect, test } from '@jest/globals';
import { staticFolders } from '../app/places.js';
import { staticFiles } from '../http/static-files.js';
import { loadSharp } from '../media/load-sharp.js';
import { cardSvg } from './card-svg.js';
import { CardDrawer } from './draw-cards.js';
import { Letters } from './letters.js';
import { wrapWords } from './wrap-words.js';

const files = staticFiles(staticFolders('blog'));
const siteTitle = 'Rose Ash';

/** Letters one unit wide, but for i, and A and V closer together. */
const plain = new Letters({
  unitsPerEm: 1,
  letters: Object.fromEntries(
    Array.from('abcdefghijklmnopqrstuvwxyzAV…-. <>&/"', (letter) => [
      letter,
      [letter === 'i' ? 0.5 : 1, `M0 0H${letter.charCodeAt(0)}`] as const,
    ]),
  ),
  pairs: { AV: -0.25, VA: -0.25 },
});

test('words are as wide as their letters, and closer where a pair says so', () => {
  expect(plain.widthOf('ab', 10)).toBe(20);
  expect(plain.widthOf('ib', 10)).toBe(15);
  expect(plain.widthOf('AVA', 10)).toBe(25);
});

test('letters that we lack lose their accents, or are left out', () => {
  expect(plain.drawable('á  b\nc\u{1f35e} ')).toBe('a b c');
  expect(plain.drawable('Πρό')).toBe('');
});

const wrap = (text: string, width: number, sizes = [{ size: 1, lines: 3 }]) => wrapWords(plain, text, { width, sizes });

test('words go into even lines, at the largest size that holds them', () => {
  const sizes = [
    { size: 2, lines: 1 },
    { size: 1, lines: 2 },
  ];
  expect(wrap('ab cd', 10, sizes)).toEqual({ size: 2, lines: ['ab cd'] });
  expect(wrap('abc cde f', 8, sizes)).toEqual({ size: 1, lines: ['abc', 'cde f'] });
});

test('what is too long is broken or ends in an ellipsis', () => {
  expect(wrap('abcdefghj', 4).lines).toEqual(['abcd', 'efgh', 'j']);
  expect(wrap('ab cd. ef gh jk', 4, [{ size: 1, lines: 2 }]).lines).toEqual(['ab', 'cd…']);
});

test('no text reaches the drawing, only outlines', () => {
  const drawings = { mark: 'M1 1', roofs: 'M2 2' };
  const title = '<script>alert&</script>"';
  const svg = cardSvg(drawings, { letters: plain, title, siteTitle });
  expect(svg).not.toMatch(/script|alert|&|<text|<style|href/);
  expect(svg).toContain(`M0 0H${'<'.charCodeAt(0)}`);
  expect(cardSvg(drawings, { letters: plain, title: 'Πρόγραμμα', siteTitle })).toBe(cardSvg(drawings));
});

test('a picture of the size that previews show, drawn once', async () => {
  const drawer = new CardDrawer(files);
  const [one, same] = await Promise.all([1, 2].map(() => drawer.draw('bread', { title: 'Bread', siteTitle })));
  expect(same).toBe(one);
  const sharp = await loadSharp();
  expect(await sharp(one).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 });
  expect(one!.length).toBeLessThan(100_000);
  const other = await drawer.draw('jam', { title: 'Jam', siteTitle });
  expect(other.equals(one!)).toBe(false);
});

test('whoever comes after too many is asked to come again, and is served then', async () => {
  const drawer = new CardDrawer(files);
  const asked = Array.from({ length: 25 }, (_, index) => drawer.draw(`key-${index}`, { title: 'Bread', siteTitle }));
  const answers = await Promise.allSettled(asked);
  const refused = answers.filter(({ status }) => status === 'rejected');
  expect(refused).toHaveLength(5);
  expect(refused[0]).toMatchObject({ reason: { status: 503, retryAfterSeconds: 5 } });
  expect((await drawer.draw('key-24', { title: 'Bread', siteTitle })).length).toBeGreaterThan(1000);
});
