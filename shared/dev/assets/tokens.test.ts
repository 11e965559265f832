import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { appNames } from '../../contracts/apps.js';
import { contrast, hex, isInSrgb, type Oklch } from './oklch.js';

// The tokens are read as written; a colour that nobody can parse is a failure, not a gap.
const shared = new URL('../../../', import.meta.url);
const css = readFileSync(new URL('static/css/tokens.css', shared), 'utf8');
const layout = readFileSync(new URL('templates/layouts/default.eta', shared), 'utf8');

const tokens = new Map<string, { light: Oklch; dark: Oklch }>();
for (const [, name, light, dark] of css.matchAll(/--([\w-]+): light-dark\(oklch\(([^)]+)\), oklch\(([^)]+)\)\);/g)) {
  tokens.set(name ?? '', { light: parse(light ?? ''), dark: parse(dark ?? '') });
}

const text = 4.5;
const edge = 3;

function textPairs(): [string, string][] {
  const papers = ['paper', 'sheet', 'well'];
  const readable = ['ink', 'ink-2', 'ink-3', 'link'];
  const states = ['good', 'warn', 'bad', 'info'];
  return [
    ...across(readable, papers),
    ...across(
      ['ink', 'ink-2', 'ink-3', 'link'],
      appNames.map((app) => `${app}-wash`),
    ),
    ...appNames.flatMap((app) => across([`${app}-ink`], [...papers, `${app}-wash`])),
    ...appNames.map((app): [string, string] => [app === 'cart' ? 'on-cart-solid' : 'on-solid', `${app}-solid`]),
    ...appNames.map((app): [string, string] => [app === 'cart' ? 'on-cart-plate' : 'on-plate', `${app}-plate`]),
    ...states.flatMap((state) => across([state, 'ink'], ['paper', 'sheet', `${state}-wash`])),
    ...across(
      ['ink', 'ink-2'],
      states.map((state) => `${state}-wash`),
    ),
    ...across(['on-action'], ['action', 'action-deep']),
    ...across(['action'], ['paper', 'sheet']),
    ['ink', 'select'],
    ['paper', 'ink'],
  ];
}

const edgePairs = across(['line-strong', 'focus'], ['paper', 'sheet', 'well']);

test.each(['light', 'dark'] as const)('every word can be read on every ground it meets: %s', (scheme) => {
  expect(tooClose(textPairs(), text, scheme)).toEqual([]);
});

test.each(['light', 'dark'] as const)('every edge and focus ring can be seen: %s', (scheme) => {
  expect(tooClose(edgePairs, edge, scheme)).toEqual([]);
});

test('every colour lies in sRGB and every colour token was understood', () => {
  const colours = [...css.matchAll(/--([\w-]+): light-dark/g)].map(([, name]) => name ?? '');
  expect([...tokens.keys()]).toEqual(colours);
  expect(colours.length).toBeGreaterThanOrEqual(50);
  const outside = [...tokens].filter(([, { light, dark }]) => !isInSrgb(light) || !isInSrgb(dark));
  expect(outside.map(([name]) => name)).toEqual([]);
});

test('the browser frame has the colour of the header in both schemes', () => {
  const { light, dark } = colour('sheet');
  expect(layout).toContain(`content="${hex(light)}"`);
  expect(layout).toContain(`content="${hex(dark)}"`);
});

test('contrast is counted as WCAG counts it', () => {
  expect(contrast([1, 0, 0], [0, 0, 0])).toBeCloseTo(21, 1);
  expect(hex([1, 0, 0])).toBe('#ffffff');
  expect(isInSrgb([0.7, 0.3, 150])).toBe(false);
});

function parse(numbers: string): Oklch {
  const [lightness = NaN, chroma = NaN, hue = NaN] = numbers.split(' ').map(Number);
  return [lightness, chroma, hue];
}

function across(fronts: readonly string[], grounds: readonly string[]): [string, string][] {
  return fronts.flatMap((front) => grounds.map((ground): [string, string] => [front, ground]));
}

function tooClose(pairs: readonly [string, string][], least: number, scheme: 'light' | 'dark'): string[] {
  return pairs
    .map(([front, ground]) => ({ front, ground, ratio: contrast(colour(front)[scheme], colour(ground)[scheme]) }))
    .filter(({ ratio }) => !(ratio >= least))
    .map(({ front, ground, ratio }) => `${front} on ${ground}: ${ratio.toFixed(2)}`);
}

function colour(name: string) {
  const found = tokens.get(name);
  if (!found) throw new Error(`--${name} is not in tokens.css`);
  return found;
}
