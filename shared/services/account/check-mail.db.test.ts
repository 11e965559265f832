import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { operator } from '../../contracts/viewer.js';
import { registryUnderTest, type RegistryUnderTest } from '../../testing/registry-under-test.js';

let under: RegistryUnderTest;
beforeAll(async () => {
  under = await registryUnderTest();
});
afterAll(() => under.close());

test('each check is a mail of its own, which can be looked up', async () => {
  const { account } = under.services;
  const asked = [
    await account.checkMail(operator, 'wren@rose-ash.test'),
    await account.checkMail(operator, 'WREN@rose-ash.test'),
  ];
  const mails = await under.rows<Record<string, unknown>>(
    `select key, template, recipient, data from mails order by id`,
  );
  expect(asked).toEqual(mails.map(({ key }) => ({ kind: 'asked', key })));
  expect(mails[1]).toMatchObject({
    ...{
      template: 'account/mail-check',
      recipient: 'wren@rose-ash.test',
      data: { askedAt: '2026-11-25T12:00:00.000Z' },
    },
  });
  expect(await account.findMailCheck(operator, mails[0]!['key'] as string)).toEqual({
    ...{ state: 'queued', attempts: 0, answer: null },
  });
  expect(await account.findMailCheck(operator, 'another')).toBeNull();
});

test('only admins check, and see what came of it', async () => {
  const editor = { id: '0199', roles: ['editor' as const] };
  const { account } = under.services;
  await expect(account.checkMail(editor, 'wren@rose-ash.test')).rejects.toMatchObject({ status: 403 });
  await expect(account.findMailCheck(null, 'any')).rejects.toMatchObject({ status: 403 });
});
