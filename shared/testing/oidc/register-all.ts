import type { MemberDto } from '../../contracts/dtos/federation.js';
import type { Services } from '../../contracts/registry.js';
import { operator } from '../../contracts/viewer.js';

/** Members by their handles. */
export async function registerAll<H extends readonly string[]>(
  { federation }: Services,
  handles: readonly [...H],
): Promise<{ [I in keyof H]: MemberDto }> {
  const members: MemberDto[] = [];
  for (const handle of handles) {
    const name = handle.charAt(0).toUpperCase() + handle.slice(1);
    const registered = await federation.registerMember(operator, { handle, name, email: `${handle}@example.org` });
    if (registered.kind === 'refused') throw new Error(JSON.stringify(registered.problems));
    members.push(registered.member);
  }
  return members as { [I in keyof H]: MemberDto };
}
