import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { rootFolder } from '../data-dir/root-folder.js';
import { awayPage, plainPage } from './plain-page.js';

const away = readFileSync(join(rootFolder, '_config', 'away.html'), 'utf8');

test('the page that a proxy is given is the one that is made here', () => {
  expect(away).toBe(awayPage());
});

test('it asks nobody for anything, runs nothing, and comes again', () => {
  expect(away).not.toMatch(/\b(?:src|href)=|url\(|@import|<script/);
  expect(away).toContain('<meta http-equiv="refresh" content="15">');
});

test('what it is told to say stays text', () => {
  const page = plainPage({ title: '<b>', sentence: '"&', note: '</p><script>' });
  expect(page).toContain('<h1>&lt;b&gt;</h1><p>&quot;&amp;</p><p class="note">&lt;/p&gt;&lt;script&gt;</p>');
});
