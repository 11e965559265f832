import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { checkSchema, writeSchema } from './keep-schema.js';

const folder = mkdtempSync(join(tmpdir(), 'rose-ash-schema-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the file is written when it is not there or differs, and a line that drifts is named', () => {
  const file = join(folder, 'schema.sql');
  expect(() => checkSchema(file, 'a\n')).toThrow(/^schema\.sql line 1 says "", but the migrations make "a"/);
  expect(writeSchema(file, 'a\n  slug text,\n')).toBe(true);
  expect(writeSchema(file, 'a\n  slug text,\n')).toBe(false);
  expect(() => checkSchema(file, 'a\n  slug text,\n')).not.toThrow();
  expect(() => checkSchema(file, 'a\n  slug text NOT NULL,\n')).toThrow(
    'schema.sql line 2 says "slug text,", but the migrations make "slug text NOT NULL,": run npm run schema, look at what changed and commit it.',
  );
  expect(readFileSync(file, 'utf8')).toBe('a\n  slug text,\n');
});
