import type Provider from 'oidc-provider';
import type { Client } from 'oidc-provider';
import { toAppError } from '../../http/to-app-error.js';
import type { Context } from '../../http/context.js';
import type { SigningKey } from '../keys/key-ring.js';
import { withOwnForm } from './posted-answer.js';
import { providerOptions, type ProviderSurroundings } from './provider-options.js';

/** A provider that signs with the first of these keys. It takes keys only when it is made. */
export function buildProvider(around: ProviderSurroundings, keys: readonly SigningKey[]): Provider {
  const { config, library, federation, pages } = around;
  const provider = new (withOwnForm(library.default, pages))(config.urls.federation, providerOptions(around, keys));
  const { prototype } = provider.Client as unknown as { prototype: Client };
  // The provider would try once, for 2.5 s, and forget. A job tells them, for as long as it takes.
  Object.assign(prototype, {
    backchannelLogout(this: Client, subject: string, sid: string) {
      return federation.orderLogout({ clientId: this.clientId, subject, sid });
    },
  });
  provider.on('server_error', (ctx, error) => answerAway(ctx as unknown as Context, error));
  provider.on('introspection.error', (ctx, { message }) => sayInactive(ctx as unknown as Context, message));
  provider.on('grant.error', (ctx, error) => logRefusal(ctx as unknown as Context, error));
  return provider;
}

/** Machines are told the difference between a fault and a database that is away. */
function answerAway(ctx: Context, error: Error): void {
  const { status, code, retryAfterSeconds } = toAppError(error);
  ctx.state.log.error({ err: error, code }, 'the provider failed');
  if (status !== 503) return;
  ctx.status = status;
  ctx.set('retry-after', String(retryAfterSeconds ?? 5));
}

/** RFC 7662, 2.2: whatever is no token of ours is not active, and that is no error. The provider minds signed ones. */
function sayInactive(ctx: Context, error: string): void {
  if (error !== 'unsupported_token_type') return;
  ctx.status = 200;
  ctx.body = { active: false };
}

function logRefusal(ctx: Context, error: Error & { error_detail?: string }): void {
  const detail = error.error_detail ?? error.message;
  if (/already (used|consumed)|used already/.test(detail)) {
    ctx.state.log.warn({ detail }, 'a token came twice; all of its grant is revoked');
  } else ctx.state.log.info({ detail }, 'a token was refused');
}
