import { expect, test } from '@jest/globals';
import { memberName, readPage } from './read-page.js';

const shelf = '<section data-fragment="market/shelf"><h3>Loaf 17 of the drill</h3></section>';
const away = '<section class="frag" data-fragment="market/shelf" data-fragment-state="fallback"><p>Away</p></section>';

const page = (shelfHtml: string) => `<!doctype html>
<html><body><header>
<a data-fragment="cart/mini"><span>Basket<span class="sr">, 57 things</span></span></a>
<a data-fragment="account/menu">${memberName(7)}</a></header>
<main>${shelfHtml}<section data-fragment="events/upcoming"></section><section data-fragment="federation/latest"></section>
</main><footer></footer></body></html>
`;

test('a page says how old its shelf is, whose it is and what is in the basket', () => {
  expect(readPage(page(shelf))).toEqual({
    ...{ isWhole: true, loaf: 17, isShelfAway: false, isCalendarThere: true, things: 57 },
    names: [memberName(7)],
  });
});

test('a fallback is in its place, and says no number', () => {
  expect(readPage(page(away))).toMatchObject({ isWhole: true, loaf: null, isShelfAway: true });
  const noCalendar = page(shelf).replace('events/upcoming"', '$& data-fragment-state="fallback"');
  expect(readPage(noCalendar)).toMatchObject({ isWhole: true, loaf: 17, isCalendarThere: false });
});

test.each(['</html>', '<!doctype html>', '<header', '<footer', 'data-fragment="account/menu"', 'market/shelf'])(
  'without %s a page is not whole',
  (part) => {
    expect(readPage(page(shelf).replace(part, '')).isWhole).toBe(false);
  },
);

test('pages other than the front need not show what the front shows', () => {
  expect(readPage(page(''), false).isWhole).toBe(true);
  expect(readPage(page('')).isWhole).toBe(false);
});
