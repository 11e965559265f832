import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SafeHtml } from '../../lib/safe-html.js';
import { Engine } from './engine.js';

let folder: string;
let engine: Engine;

const templates: Record<string, string> = {
  'app/pages/home.eta': `<% layout('layouts/plain', { title: 'Home' }) %><%~ include('partials/name', { name: it.name }) %>`,
  'app/partials/name.eta': `<b><%= it.name %></b>`,
  'app/pages/pinned.eta': `<%~ include('shared:partials/name', { name: it.name }) %>`,
  'app/pages/raw.eta': `<%~ it.value %>`,
  'app/pages/block.eta': `<% layout('layouts/plain', { title: 'Blocks' }) %><% block('aside', () => { %><i><%= it.name %></i><% }) %>main`,
  'shared/partials/name.eta': `<i><%= it.name %></i>`,
  'shared/layouts/plain.eta': `<title><%= it.title %></title><%~ it.body %><%~ block('aside') %>`,
  'secret.eta': `secret`,
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rose-views-'));
  for (const [name, text] of Object.entries(templates)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  engine = new Engine({ folders: [join(folder, 'app'), join(folder, 'shared')], cache: true });
});

afterAll(() => rmSync(folder, { recursive: true }));

test('the app comes first, then shared; layouts and includes go through the same lookup', () => {
  expect(engine.render('pages/home', { name: '<Fern>' })).toBe('<title>Home</title><b>&lt;Fern&gt;</b>');
});

test.each([
  [true, 'it was', 'kept'],
  [false, 'it is now', 'in development'],
])('with cache %s a template is looked for where %s', (cache, _, what) => {
  const engine = new Engine({ folders: [join(folder, 'app'), join(folder, 'shared')], cache });
  writeFileSync(join(folder, 'shared/moving.eta'), 'shared');
  expect(engine.render('moving', {})).toBe('shared');
  writeFileSync(join(folder, 'app/moving.eta'), 'app');
  expect(engine.render('moving', {})).toBe(what === 'kept' ? 'shared' : 'app');
  rmSync(join(folder, 'app/moving.eta'));
});

test('shared: pins the shared one', () => {
  expect(engine.render('pages/pinned', { name: 'Fern' })).toBe('<i>Fern</i>');
});

test('blocks travel from page to layout', () => {
  expect(engine.render('pages/block', { name: 'Fern' })).toBe('<title>Blocks</title>main<i>Fern</i>');
});

test('a raw tag prints SafeHtml and nothing else', () => {
  expect(engine.render('pages/raw', { value: SafeHtml.trust('<hr>') })).toBe('<hr>');
  for (const value of ['<hr>', 1, null, undefined, { toString: () => '<hr>' }]) {
    expect(() => engine.render('pages/raw', { value })).toThrow(/SafeHtml/);
  }
});

test.each(['../secret', '/etc/passwd', 'pages/../../secret', '@pages/home', 'pages/none'])(
  '%s is no template',
  (name) => {
    expect(() => engine.render(name, {})).toThrow();
  },
);
