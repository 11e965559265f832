import type { EntityManager } from 'typeorm';
import type { FieldProblem } from '../../contracts/problems.js';
import { reservedHandles } from '../../lib/handles.js';

/* What handles look like is known to the database alone, which keeps them apart: `shape_of_handle`. */
const look = `
  select
    (select handle from members where handle_shape = shape_of_handle($1)) as taken,
    shape_of_handle($1) = any (select shape_of_handle(word) from unnest($2::text[]) as word) as is_reserved,
    (select left($1, 27) || '_' || number from generate_series(2, 99) as number
      where not exists (
        select from members where handle_shape = shape_of_handle(left($1, 27) || '_' || number)
      ) order by number limit 1) as free`;

interface Looked {
  taken: string | null;
  is_reserved: boolean;
  free: string | null;
}

/** What stands against a handle that is one: it speaks for the house, somebody has it, or it looks like somebody's. */
export async function handleProblem(manager: EntityManager, handle: string): Promise<FieldProblem | null> {
  const [looked] = await manager.query<Looked[]>(look, [handle, reservedHandles]);
  const sentence = looked === undefined ? null : say(handle, looked);
  return sentence === null ? null : { field: 'handle', sentence };
}

function say(handle: string, { taken, is_reserved: isReserved, free }: Looked): string | null {
  if (isReserved) return 'This handle speaks for the house; choose another.';
  if (taken === null) return null;
  const another = free === null ? 'choose another handle' : `@${free} is free`;
  if (taken === handle) return `@${handle} is taken; ${another}.`;
  return `@${handle} looks too much like somebody who is here already; ${another}.`;
}
