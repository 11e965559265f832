import { IsNull } from 'typeorm';
import type { SignInDto } from '../../../contracts/services/federation/sign-ins.js';
import type { MaybeViewer } from '../../../contracts/viewer.js';
import { SignIn } from '../../../models/federation/sign-in.js';
import type { UnitDeps } from '../../unit-deps.js';
import { requireOwnerOf } from './policy.js';

export async function listSignIns(
  { manager }: UnitDeps,
  viewer: MaybeViewer,
  memberId = viewer?.id ?? '',
): Promise<SignInDto[]> {
  requireOwnerOf(viewer, memberId);
  const open = await manager.find(SignIn, { where: { memberId, endedAt: IsNull() }, order: { seenAt: 'DESC' } });
  return open.map(({ id, userAgent, begunAt, seenAt }) => ({ id, userAgent, begunAt, seenAt }));
}
