import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { findChromium } from './find-chromium.js';

const folder = mkdtempSync(join(tmpdir(), 'rose-chromium-'));
const program = join(folder, 'chromium');
writeFileSync(program, '');
chmodSync(program, 0o755);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('finds the program on PATH', () => {
  expect(findChromium({ PATH: `/nowhere:${folder}` })).toBe(program);
});

test('takes CHROMIUM_PATH before PATH', () => {
  expect(findChromium({ PATH: '/nowhere', CHROMIUM_PATH: program })).toBe(program);
});

test('finds nothing when CHROMIUM_PATH names no program, whatever PATH holds', () => {
  expect(findChromium({ PATH: folder, CHROMIUM_PATH: join(folder, 'missing') })).toBeNull();
});

test('finds nothing on an empty PATH', () => {
  expect(findChromium({})).toBeNull();
});
