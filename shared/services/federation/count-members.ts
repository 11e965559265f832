import { Member } from '../../models/federation/member.js';
import type { UnitDeps } from '../unit-deps.js';

export function countMembers({ manager }: UnitDeps): Promise<number> {
  return manager.count(Member);
}
