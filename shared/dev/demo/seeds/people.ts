import { termsVersion } from '../../../contracts/terms.js';
import { operator, type MemberRole } from '../../../contracts/viewer.js';
import type { Seed } from './seed.js';

/** They said yes to the terms, as far as the demo goes. */
const agreedTo = termsVersion;

/** One for each role, each at `<role>@rose-ash.test`; the newcomer has not joined yet. They write on the blog, too. */
const people: readonly { as: MemberRole | 'member'; handle: string; name: string }[] = [
  { as: 'admin', handle: 'nell', name: 'Nell Byrne' },
  { as: 'editor', handle: 'jude', name: 'Jude Akhtar' },
  { as: 'shopkeeper', handle: 'hazel', name: 'Hazel Okafor' },
  { as: 'organiser', handle: 'tam', name: 'Tam Reid' },
  { as: 'member', handle: 'ada', name: 'Ada Kowalczyk' },
];

export const seedPeople: Seed = async ({ federation }, { newcomers }) => {
  for (const { as, handle, name } of people) {
    const person = { handle, name, email: `${as}@rose-ash.test`, agreedTo };
    const { kind } = await federation.registerMember(operator, person);
    if (kind !== 'joined') continue;
    newcomers.add(handle);
    if (as !== 'member') await federation.grantRole(operator, { handle, role: as });
  }
  return [{ count: newcomers.size, one: 'person', many: 'people' }];
};
