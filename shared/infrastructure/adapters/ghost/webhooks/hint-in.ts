import { z } from 'zod';
import type { GhostDelivery, GhostHintKind } from '../../../../contracts/ghost-webhooks.js';
import { AppError } from '../../../../lib/errors.js';

const event = z.object({ event: z.string().regex(/^[a-z]{1,20}(\.[a-z]{1,20}){1,3}$/) });

/** Ids go into filters of the Admin API, so nothing else passes for one. */
const id = z.object({ id: z.string().regex(/^[0-9a-f]{24}$/) });
const subject = z.object({ current: z.unknown(), previous: z.unknown() }).partial();

const kinds = new Map<string, GhostHintKind>([
  ['post', 'posts'],
  ['page', 'pages'],
  ['tag', 'tags'],
  ['member', 'members'],
]);

/**
 * What the body of a webhook is about. Nothing else of it is used, since it may be old, come out of order, and hold what is
 * for members only.
 *
 * @throws AppError `webhook-strange` 400, where it is no JSON that names an event.
 */
export function hintIn(body: Buffer): Omit<GhostDelivery, 'digest'> {
  const said = parse(body);
  const named = event.safeParse(said);
  if (!named.success) throw new AppError('webhook-strange', 400, 'This is signed, and is no webhook of a Ghost.');
  const [noun = ''] = named.data.event.split('.');
  const kind = kinds.get(noun) ?? null;
  const found = kind === null ? null : idIn((said as Record<string, unknown>)[noun]);
  return { event: named.data.event, kind: found === null ? null : kind, id: found };
}

/** What was deleted stands in `previous` alone. */
function idIn(value: unknown): string | null {
  const { current, previous } = subject.safeParse(value).data ?? {};
  return id.safeParse(current).data?.id ?? id.safeParse(previous).data?.id ?? null;
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    // The parser would quote what was sent.
    return null;
  }
}
