import { expect, test } from '@jest/globals';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { RecalledRecord } from '../../../contracts/services/federation/sessions.js';
import { Company } from './company.js';

const request = () => ({}) as KoaContextWithOIDC;
const fern = { id: 'fern', handle: 'fern', name: 'Fern', email: 'fern@example.org', roles: [], signInId: 'a sign-in' };
const recalled: RecalledRecord = {
  ...{ payload: {}, consumedAt: null },
  grant: { id: 'a grant', payload: { of: 'grant' } },
  session: { uid: 'a uid', payload: { of: 'session' } },
  account: { ...fern, sessionUid: 'a uid' },
};

test('what came along is handed out once, so that nothing of it grows old', () => {
  const [company, ctx] = [new Company(), request()];
  company.bring(ctx, recalled);
  expect(company.take(ctx, 'Grant', 'a grant')).toEqual({ payload: { of: 'grant' }, consumedAt: null });
  expect(company.take(ctx, 'Session', 'a uid')).toEqual({ payload: { of: 'session' }, consumedAt: null });
  expect(company.takeAccount(ctx, 'fern', 'a uid')).toEqual(fern);
  expect(company.take(ctx, 'Grant', 'a grant')).toBeUndefined();
  expect(company.take(ctx, 'Session', 'a uid')).toBeUndefined();
  expect(company.takeAccount(ctx, 'fern', 'a uid')).toBeUndefined();
});

test('it is that request’s alone, and an account is that of its session', () => {
  const [company, ctx] = [new Company(), request()];
  company.bring(ctx, recalled);
  expect(company.take(request(), 'Grant', 'a grant')).toBeUndefined();
  expect(company.takeAccount(request(), 'fern', 'a uid')).toBeUndefined();
  expect(company.takeAccount(ctx, 'fern', null)).toBeUndefined();
  expect(company.takeAccount(ctx, 'fern', 'another')).toBeUndefined();
  expect(company.take(ctx, 'Session', 'a grant')).toBeUndefined();
  company.bring(undefined, recalled);
  expect(company.take(undefined, 'Grant', 'a grant')).toBeUndefined();
});
