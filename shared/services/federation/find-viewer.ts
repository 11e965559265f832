import type { MaybeViewer, MemberRole } from '../../contracts/viewer.js';
import { isId } from '../../lib/ids.js';
import type { Statement } from '../../contracts/unit-of-work.js';
import type { ReadDeps } from '../unit-deps.js';

const viewer: Statement = {
  name: 'find viewer',
  text: `
  select array(select role from member_roles where member_id = m.id order by role) as roles
  from members m
  where m.id = $1 and ($2::uuid is null or exists (
    select from sign_ins s where s.id = $2 and s.member_id = m.id and s.ended_at is null))`,
};

/** One query. */
export async function findViewer({ read }: ReadDeps, id: string, signInId?: string): Promise<MaybeViewer> {
  if (!isId(id) || (signInId !== undefined && !isId(signInId))) return null;
  const [found] = await read<{ roles: MemberRole[] }>(viewer, [id, signInId ?? null]);
  return found === undefined ? null : { id, roles: found.roles };
}
