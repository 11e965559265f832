import { expect, test } from '@jest/globals';
import type { CodeProof } from '@rose-ash/shared/contracts/services/federation/sign-in-by-mail';
import { createFormat } from '@rose-ash/shared/lib/format';
import { siteUrls } from '@rose-ash/shared/infrastructure/config/site-urls';
import { presentCode, type Asked } from './code.js';

const format = createFormat({ locale: 'en-GB', timeZone: 'Europe/London' });
const urls = siteUrls('http', 'rose.localhost', 8000);
const asked: Asked = {
  interaction: { uid: 'abc', client: { id: 'blog', name: 'Rose Ash: blog', isOurs: true } },
  ask: { email: 'fern@example.org', expiresAt: new Date('2026-11-25T12:10:00Z'), triesLeft: 5, hasCode: true },
  failed: null,
  now: new Date('2026-11-25T12:00:00Z'),
};

const present = (more: Partial<Asked> = {}, environment: 'production' | 'development' = 'production') =>
  presentCode({ ...asked, ...more }, { environment, urls }, format);

test('says where the mail went and until when the code counts', () => {
  expect(present()).toEqual({
    ...{ site: 'the blog', start: '/sign-in/abc', code: '/sign-in/abc/code', join: '/sign-in/abc/join' },
    ...{
      leave: '/sign-in/abc/leave',
      email: 'fern@example.org',
      until: '12:10',
      over: null,
      error: null,
      mailbox: null,
    },
  });
});

test('another site goes by its own name, whatever its id', () => {
  const client = { id: 'blog', name: 'The tool library', isOurs: false };
  expect(present({ interaction: { uid: 'abc', client } }).site).toBe('The tool library');
});

test('in development the page leads to the mailbox', () => {
  expect(present({}, 'development').mailbox).toBe('http://mail.rose.localhost:8000/');
});

test.each<[CodeProof, string]>([
  [{ kind: 'wrong', triesLeft: 4 }, 'That is not the code in the mail. 4 tries are left.'],
  [{ kind: 'wrong', triesLeft: 1 }, 'That is not the code in the mail. One try is left.'],
  [{ kind: 'refused', problems: [{ field: 'code', sentence: 'Six figures.' }] }, 'Six figures.'],
])('%j is said at the field', (failed, sentence) => {
  expect(present({ failed })).toMatchObject({ error: sentence, over: null });
});

test.each<[string, Partial<Asked>]>([
  ['That code counts no more.', { ask: { ...asked.ask, triesLeft: 0 } }],
  ['The code is more than ten minutes old.', { now: new Date('2026-11-25T12:10:00Z') }],
  ['For now only the link in the mail works.', { ask: { ...asked.ask, hasCode: false } }],
  ['This code was used already.', { failed: { kind: 'over', why: 'used' } }],
  ['No code was asked for here.', { failed: { kind: 'over', why: 'unasked' } }],
])('“%s” stands in the place of the field', (lead, more) => {
  expect(present(more)).toMatchObject({ over: { lead }, error: null });
});

test('with the last wrong code the field goes', () => {
  const ask = { ...asked.ask, triesLeft: 0 };
  expect(present({ ask, failed: { kind: 'wrong', triesLeft: 0 } })).toMatchObject({
    over: { lead: 'That code counts no more.' },
    error: null,
  });
});
