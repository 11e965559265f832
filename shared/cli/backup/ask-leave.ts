import { createInterface } from 'node:readline';
import type { Occupied } from '../../infrastructure/backup/look-at-target.js';
import { countOf } from '../../lib/count-of.js';
import { OperatorError } from '../../lib/errors.js';
import type { World } from '../world.js';

export interface Leave {
  replace: boolean;
  yes: boolean;
}

/** @throws OperatorError unless all that would be taken away, and all who would be disturbed, were thought of. */
export async function askLeave(world: World, occupied: Occupied, { replace, yes }: Leave): Promise<void> {
  const { database, tables, strange, others, otherNames } = occupied;
  if (tables.length > 0 && !replace) {
    throw new OperatorError(
      `The database ${database} holds rows (${someOf(tables)}), and restoring would take them away: back it up, then add --replace to mean it.`,
    );
  }
  if (strange.length > 0 && !yes) {
    throw new OperatorError(
      `In the database ${database} there is what no backup of ours holds (${someOf(strange)}), and restoring takes it away: keep it elsewhere, then add --yes to mean it.`,
    );
  }
  if (others > 0 && !yes) {
    throw new OperatorError(
      `${countOf(others, 'other connection uses', 'other connections use')} the database ${database} (${someOf(otherNames)}): stop the services, or add --yes to go ahead all the same.`,
    );
  }
  if (tables.length > 0 && !yes) await askForName(world, database);
}

function someOf(names: readonly string[]): string {
  const shown = names.slice(0, 4).join(', ');
  return names.length > 4 ? `${shown} and ${String(names.length - 4)} more` : shown;
}

async function askForName({ stdin, stderr }: World, database: string): Promise<void> {
  stderr.write(`Everything in the database ${database} will be taken away. Type its name to go ahead: `);
  const lines = createInterface({ input: stdin });
  try {
    for await (const line of lines) {
      if (line.trim() === database) return;
      break;
    }
  } finally {
    lines.close();
  }
  throw new OperatorError('That is not its name, so nothing was changed; --yes does not ask.');
}
