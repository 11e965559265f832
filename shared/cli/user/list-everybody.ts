import type { MemberRecordDto } from '../../contracts/dtos/federation.js';
import { operator } from '../../contracts/viewer.js';
import { withServices } from '../with-services.js';

const pageSize = 500;

export function listEverybody(url: string): Promise<MemberRecordDto[]> {
  return withServices(url, async ({ federation }) => {
    const everybody: MemberRecordDto[] = [];
    let page: MemberRecordDto[];
    do {
      page = await federation.listMembers(operator, { after: everybody.at(-1)?.id ?? null, limit: pageSize });
      everybody.push(...page);
    } while (page.length === pageSize);
    return everybody;
  });
}

/** A line for each, its columns below one another. */
export function membersInWords(members: readonly MemberRecordDto[]): string {
  if (members.length === 0) return 'Nobody has joined so far.';
  const rows = members.map(({ handle, name, email, roles, joinedAt }) => [
    ...[`@${handle}`, name, email, roles.join(', ') || 'member', joinedAt.toISOString().slice(0, 10)],
  ]);
  const widths = rows.reduce<number[]>((all, row) => row.map((cell, i) => Math.max(all[i] ?? 0, cell.length)), []);
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
