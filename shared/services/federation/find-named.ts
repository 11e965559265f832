import type { EntityManager } from 'typeorm';
import type { Refused } from '../../contracts/problems.js';
import { refuse } from '../../lib/refusals.js';
import { Member } from '../../models/federation/member.js';

/** The id of whom somebody names by handle, with or without its @, or by address; null for nobody. */
export async function findNamed(manager: EntityManager, named: string): Promise<string | null> {
  const word = named.trim().toLowerCase();
  if (word.includes('\0')) return null;
  const where = word.indexOf('@') > 0 ? { email: word } : { handle: word.replace(/^@/, '') };
  const member = await manager.findOne(Member, { select: { id: true }, where });
  return member?.id ?? null;
}

export function refuseUnknown(named: string): Refused {
  const who = named.indexOf('@') > 0 ? `has the address ${named}` : `is called @${named.replace(/^@/, '')}`;
  return refuse({ field: 'handle', sentence: `Nobody here ${who}.` });
}
