import { z } from 'zod';
import type { AppRouter } from '@rose-ash/shared/infrastructure/app/router';
import type { CodeProof } from '@rose-ash/shared/contracts/services/federation/sign-in-by-mail';
import type { Config } from '@rose-ash/shared/infrastructure/config/config';
import type { Context } from '@rose-ash/shared/infrastructure/http/context';
import { validate } from '@rose-ash/shared/infrastructure/http/validate';
import { createFormat } from '@rose-ash/shared/lib/format';
import type { settings } from '../../config.js';
import { presentCode } from '../../presenters/sign-in/code.js';
import { codeView } from '../../views.js';
import { atDoor, pathOf, seeOther, show } from './at-door.js';
import { ceilingsOf } from './ceilings.js';
import type { Door, Waiting } from './door.js';
import { codeHasher } from './hash-code.js';
import { letIn } from './let-in.js';

const form = validate(z.object({ code: z.string().default('') }), { bodyBytes: 4096 });

/** Whether the address that was asked for last is proved, by somebody who is not let in yet. */
async function isProved({ services: { federation } }: Context, { uid }: Waiting): Promise<boolean> {
  const newcomer = await federation.findNewcomer(uid);
  return newcomer !== null && newcomer.email === (await federation.findAsk(uid))?.email;
}

export function codeRoutes(router: AppRouter, config: Config<typeof settings>, door: Door): void {
  const at = atDoor(door, config.urls);
  const format = createFormat(config.site);
  const ceilings = ceilingsOf(config);
  const hashCode = codeHasher(config);

  async function showCode(ctx: Context, interaction: Waiting, failed: CodeProof | null): Promise<void> {
    const ask = await ctx.services.federation.findAsk(interaction.uid);
    if (ask === null) return seeOther(ctx, pathOf(interaction));
    const model = presentCode({ interaction, ask, failed, now: new Date() }, config, format);
    await show(ctx, codeView, model, failed === null ? 200 : 422);
  }

  router.get('/sign-in/:uid/code', at.guard, async function askForCode(ctx) {
    const interaction = at.read(ctx);
    if (await isProved(ctx, interaction)) return seeOther(ctx, pathOf(interaction, '/join'));
    await showCode(ctx, interaction, null);
  });

  router.post('/sign-in/:uid/code', at.guard, form.guard, async function confirmCode(ctx) {
    const interaction = at.read(ctx);
    const { code } = form.read(ctx);
    const proof = await ctx.services.federation.confirmCode({ interaction: interaction.uid, code, hashCode, ceilings });
    if (proof.kind === 'member') return letIn(ctx, door, config, proof.memberId);
    // A form that was sent twice finds its code used, and a newcomer has proved what they had to.
    const isTwice = proof.kind === 'over' && proof.why === 'used' && (await isProved(ctx, interaction));
    if (proof.kind === 'newcomer' || isTwice) return seeOther(ctx, pathOf(interaction, '/join'));
    await showCode(ctx, interaction, proof);
  });
}
