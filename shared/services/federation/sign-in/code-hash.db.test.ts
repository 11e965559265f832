import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { HashCode } from '../../../contracts/services/federation/sign-in-by-mail.js';
import { registryUnderTest, type RegistryUnderTest } from '../../../testing/registry-under-test.js';
import { askAs, lowCeilings, newestMailed, plainHash } from '../../../testing/sign-in-mails.js';

let under: RegistryUnderTest;

beforeAll(async () => {
  under = await registryUnderTest();
});

afterAll(() => under.close());

const keeper: HashCode = (interaction, code) => `kept ${interaction} ${code}`;
const confirm = (code: string, hashCode: HashCode) =>
  under.services.federation.confirmCode({ interaction: 'one', code, hashCode, ceilings: lowCeilings });

test('what stands in the table of a code is what its keeper made of it, and counts with that keeper alone', async () => {
  await askAs(under, { hashCode: keeper });
  const { code } = await newestMailed(under);
  expect(await under.rows('select code_hash as hash from sign_in_mails')).toEqual([{ hash: `kept one ${code}` }]);
  expect(await confirm(code, plainHash)).toMatchObject({ kind: 'wrong' });
  expect(await confirm(code, keeper)).toEqual({ kind: 'newcomer' });
});
