import { describe, expect, test } from '@jest/globals';
import { fragmentHtml, markStale } from './fragment-html.js';

const shelf = '<section class="shelf" data-fragment="market/shelf"><p>Bread</p></section>';

test('a fragment is one element that says what it is', () => {
  expect(fragmentHtml('market/shelf', `\n${shelf}\n`).toString()).toBe(shelf);
});

describe('what is no such fragment', () => {
  test.each([
    ['nothing', ''],
    ['text', 'Bread'],
    ['a whole page', `<!doctype html><html>${shelf}</html>`],
    ['another fragment', '<section data-fragment="cart/mini"></section>'],
    ['another that mentions it', '<section data-fragment="cart/mini"><i data-fragment="market/shelf"></i></section>'],
    ['half of one', '<section data-fragment="market/shelf"><p>Bread'],
    ['one that says so in a value', '<section title=\' data-fragment="market/shelf"\'></section>'],
  ])('%s', (_, html) => {
    expect(() => fragmentHtml('market/shelf', html)).toThrow('is not that fragment');
  });
});

test('an old one says so', () => {
  expect(markStale('market/shelf', fragmentHtml('market/shelf', shelf)).toString()).toContain(
    'data-fragment="market/shelf" data-fragment-state="stale">',
  );
});
