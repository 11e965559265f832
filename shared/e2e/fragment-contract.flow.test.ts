import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { appNames } from '../contracts/apps.js';
import type { AnyApp } from '../infrastructure/app/define-app.js';
import { staticFolders } from '../infrastructure/app/places.js';
import { fragmentHtml } from '../infrastructure/fragments/fragment-html.js';
import { readTags, type Tag } from '../testing/html-tags.js';
import { appCalled } from '../testing/room-of.js';
import { fragmentTypes, ownerOf, showFallbacks, showSamples, viewOf, type Showing } from './fragments-under-test.js';

/** What every fragment of every app promises to the pages that show it. */

let apps: AnyApp[];
let showings: (Showing & { tags: Tag[] })[];

beforeAll(async () => {
  apps = [];
  for (const name of appNames) apps.push(await appCalled(name));
  const all: Showing[] = [];
  for (const app of apps) all.push(...(await showSamples(app)), ...showFallbacks(app));
  showings = all.map((showing) => ({ ...showing, tags: readTags(showing.html) }));
});

/** Everything that breaks a promise, by name, so that one run tells all. */
function thatBreak(breaks: (showing: Showing & { tags: Tag[] }) => string | boolean | undefined): string[] {
  return showings.flatMap((showing) => {
    const broken = breaks(showing);
    return broken === undefined || broken === false || broken === ''
      ? []
      : [`${showing.type} ${showing.how}: ${broken}`];
  });
}

test('every type of the catalogue is made by its owner and by nobody else', () => {
  const made = apps.flatMap((app) => (app.fragments ?? []).map(({ type }) => `${app.name} makes ${String(type)}`));
  expect(made.sort()).toEqual(fragmentTypes.map((type) => `${ownerOf(type)} makes ${type}`).sort());
});

test('every fragment has samples: of nothing, of plenty, and of long words', () => {
  const lacking = apps.flatMap((app) =>
    (app.fragments ?? []).flatMap((fragment) => {
      const names = Object.keys((viewOf(app, fragment)?.samples ?? {}) as object);
      const isTab = !showings.some(({ type, level }) => type === fragment.type && level !== null);
      const wanted = isTab ? [] : ['empty', 'one', 'many', 'long-words'];
      const missing = wanted.filter((name) => !names.includes(name));
      return missing.length > 0 || names.length < 3 ? [`${String(fragment.type)} lacks ${missing.join()}`] : [];
    }),
  );
  expect(lacking).toEqual([]);
});

test('it is one element that says which fragment it is, and a composer takes it', () => {
  expect(
    thatBreak(({ type, html, tags }) => {
      const roots = tags.filter(({ depth }) => depth === 0);
      const [root] = roots;
      if (roots.length !== 1) return `${roots.length} roots`;
      if (root?.attributes['data-fragment'] !== type) return 'does not say what it is';
      if (root.attributes['data-ink'] === undefined) return 'has no ink';
      return fragmentHtml(type, html).toString() === html ? '' : 'is changed on the way';
    }),
  ).toEqual([]);
});

test('it brings nothing that runs and nothing that paints by itself', () => {
  const forbidden = /^(script|style|link|meta|base|iframe|object|embed)$/;
  expect(
    thatBreak(({ tags }) =>
      tags
        .filter(({ name, attributes }) => {
          const keys = Object.keys(attributes);
          return forbidden.test(name) || keys.some((key) => key === 'style' || key.startsWith('on'));
        })
        .map(({ name }) => name)
        .join(),
    ),
  ).toEqual([]);
});

test('its forms go to the site on whose page they stand, and need no secret of a session', () => {
  expect(
    thatBreak(({ tags }) =>
      tags
        .filter(({ name }) => name === 'form')
        .map(({ attributes }) => attributes['action'] ?? '')
        .filter((action) => !/^\/(?!\/)/.test(action))
        .join(),
    ),
  ).toEqual([]);
  const hidden = thatBreak(({ tags }) =>
    tags.some(({ attributes }) => attributes['type'] === 'hidden') ? 'hidden' : '',
  );
  expect(hidden).toEqual([]);
});

test('it can stand on a page several times: no id is there twice', () => {
  expect(
    thatBreak(({ tags }) => {
      const twice = [...tags, ...tags].flatMap(({ attributes: { id } }) => (id === undefined ? [] : [id]));
      return twice.filter((id, index) => twice.indexOf(id) !== index).join();
    }),
  ).toEqual([]);
});

test('it uses only classes of the shared stylesheet', () => {
  const known = classesOf(builtStylesheet());
  expect(known.size).toBeGreaterThan(50);
  const unknown = thatBreak(({ tags }) =>
    tags
      .flatMap(({ attributes }) => (attributes['class'] ?? '').split(/\s+/))
      .filter((name) => name !== '' && !known.has(name))
      .join(),
  );
  expect(unknown).toEqual([]);
});

test('its headings begin where the page said, and leave out no level', () => {
  expect(
    thatBreak(({ tags, level }) => {
      const found = tags.flatMap(({ name }) => (/^h[1-6]$/.test(name) ? [Number(name[1])] : []));
      if (level === null) return found.length > 0 && 'has headings in the menu';
      const [first] = found;
      const isInOrder = found.every(
        (one, index) => one >= level && (index === 0 || one - (found[index - 1] ?? 0) <= 1),
      );
      return (first !== level || !isInOrder) && found.join();
    }),
  ).toEqual([]);
});

test('it is whole: no value is missing from its words', () => {
  expect(thatBreak(({ html }) => /\bundefined\b|\bnull\b|\[object|NaN/.exec(html)?.[0])).toEqual([]);
  expect(showings.length).toBeGreaterThan(100);
});

function builtStylesheet(): string {
  const folder = staticFolders('blog').find((one) => one.includes('shared')) ?? '';
  const name = readdirSync(join(folder, 'css')).find((file) => /^main\.\w+\.css$/.test(file)) ?? '';
  return readFileSync(join(folder, 'css', name), 'utf8');
}

function classesOf(css: string): ReadonlySet<string> {
  const selectors = css.replace(/url\([^)]*\)|"[^"]*"/g, '');
  return new Set([...selectors.matchAll(/\.(-?[a-z_][\w-]*)/gi)].map(([, name = '']) => name));
}
