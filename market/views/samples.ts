import { sampleHtml } from '@rose-ash/shared/infrastructure/views/sample-html';
import { presentPagination } from '@rose-ash/shared/lib/pagination';
import type { HomeModel, ProductCard, ProductModel, ShelfModel, Stock } from './models.js';

const inStock: Stock = { kind: 'in', words: 'In stock' };
const soldOut: Stock = { kind: 'none', words: 'Sold out' };
const few: Stock = { kind: 'few', words: 'Only 3 left' };

function card(name: string, price: string, unit: string, print: string, stock = inStock): ProductCard {
  const path = `/products/${name.toLowerCase().replaceAll(' ', '-')}`;
  return { path, name, price, unit: `per ${unit}`, print: `img/prints/${print}.svg`, stock };
}

const products: readonly ProductCard[] = [
  card('Bramley apples', '£2.20', 'kg', 'apples'),
  card('Beetroot, tops and all', '£1.90', 'bunch', 'beetroot', few),
  card('Curly kale', '£1.40', '250 g', 'crate'),
  card('Eggs from Moor Edge', '£2.10', 'half dozen', 'eggs', soldOut),
  card('Leeks from the long beds', '£2.60', 'kg', 'crate', few),
  card('White sourdough', '£3.80', 'loaf', 'loaf'),
];

const longWord = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz';
const long = card(longWord, '£90,071,992,547,409.91', longWord, 'bag', { kind: 'few', words: 'Only 5 left' });
const longToo = card(`${longWord} and a name that goes on for several lines`, '£1.00', 'box', 'seeds', soldOut);

const beside = (words: string) =>
  sampleHtml(`<section><h2>${words}</h2><p>What other apps show stands here.</p></section>`);
const upcoming = beside('Coming up');
const shelf = beside('On the shelves');

export const shelfSamples: Record<'empty' | 'one' | 'many' | 'long-words' | 'sold-out', ShelfModel> = {
  empty: { level: 2, products: [] },
  one: { level: 2, products: products.slice(0, 1) },
  many: { level: 2, products },
  'long-words': { level: 2, products: [long, longToo] },
  'sold-out': { level: 2, products: products.map((product) => ({ ...product, stock: soldOut })) },
};

export const homeSamples: Record<'empty' | 'one' | 'many' | 'later-page' | 'long-words', HomeModel> = {
  empty: { count: '', products: [], pagination: null, upcoming },
  one: { count: '1 thing for sale', products: products.slice(1, 2), pagination: null, upcoming },
  many: { count: '67 things for sale', products, pagination: presentPagination(1, 3), upcoming },
  'later-page': { count: '67 things for sale', products, pagination: presentPagination(2, 3), upcoming },
  'long-words': { count: '2 things for sale', products: [long, longToo], pagination: null, upcoming },
};

const shown = (product: ProductCard): ProductModel => ({ ...product, shelf, description: `${product.name}.` });

export const productSamples: Record<'plain' | 'few' | 'sold-out' | 'long-words', ProductModel> = {
  plain: shown(card('White sourdough', '£3.80', 'loaf', 'loaf')),
  few: shown(card('Curly kale', '£1.40', '250 g', 'crate', few)),
  'sold-out': shown(card('Eggs from Moor Edge', '£2.10', 'half dozen', 'eggs', soldOut)),
  'long-words': shown(long),
};
