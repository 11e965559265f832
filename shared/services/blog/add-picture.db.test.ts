import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { StoredFile } from '../../contracts/media.js';
import { operator } from '../../contracts/viewer.js';
import { registryUnderTest, type RegistryUnderTest } from '../../testing/registry-under-test.js';

let under: RegistryUnderTest;
beforeAll(async () => {
  under = await registryUnderTest();
});
afterAll(() => under.close());

const loaf: StoredFile = { sha256: 'a1'.repeat(32), mime: 'image/jpeg', bytes: 70_000, width: 1600, height: 1200 };

async function editor(): Promise<string> {
  const person = { handle: 'wren', email: 'wren@rose-ash.test', name: 'Wren' };
  const joined = await under.services.federation.registerMember(operator, person);
  if (joined.kind !== 'joined') throw new Error('they should have joined');
  return joined.member.id;
}

test('an editor adds a picture, which is theirs; the words about it are trimmed', async () => {
  const id = await editor();
  const added = await under.services.blog.addPicture({ id, roles: ['editor'] }, loaf, { alt: ' A loaf\n' });
  expect(added).toMatchObject({ kind: 'added', picture: { ...loaf, alt: 'A loaf', state: 'new', variants: [] } });
  expect(await under.rows(`select owner_id from media`)).toEqual([{ owner_id: id }]);
});

test('the same bytes from somebody else are the same picture', async () => {
  const again = await under.services.blog.addPicture(operator, loaf, { alt: 'Something else' });
  expect(again).toMatchObject({ kind: 'added', picture: { alt: 'A loaf' } });
  expect(await under.rows(`select 1 from media`)).toHaveLength(1);
});

test.each([null, { id: '0199', roles: [] }, { id: '0199', roles: ['shopkeeper' as const] }])(
  'others may not: %j',
  async (viewer) => {
    const other = { ...loaf, sha256: 'b2'.repeat(32) };
    await expect(under.services.blog.addPicture(viewer, other, { alt: '' })).rejects.toMatchObject({ status: 403 });
    expect(await under.rows(`select 1 from media`)).toHaveLength(1);
  },
);

test('a whole story is no words about a picture', async () => {
  const told = await under.services.blog.addPicture(operator, loaf, { alt: 'x'.repeat(1001) });
  expect(told).toEqual({
    kind: 'refused',
    problems: [{ field: 'alt', sentence: 'What a picture shows is told in at most 1000 characters.' }],
  });
});
