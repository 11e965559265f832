import { z } from 'zod';

/** One fragment in a batch request: `<type>~<base64url of its parameters as JSON>`. */
export function encodeFragment(type: string, params: object): string {
  return `${type}~${Buffer.from(JSON.stringify(params)).toString('base64url')}`;
}

/** Null for what was not made by `encodeFragment`. */
export function decodeFragment(text: string): { type: string; params: unknown } | null {
  const [, type, encoded] = /^([a-z]+\/[a-z-]+)~([\w-]*)$/.exec(text) ?? [];
  if (type === undefined || encoded === undefined) return null;
  try {
    return { type, params: JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8')) as unknown };
  } catch {
    return null;
  }
}

const answerSchema = z.object({
  type: z.string(),
  status: z.number().int(),
  html: z.string(),
  tags: z.array(z.string().max(200)).max(500),
  ttl: z.number().int().nonnegative(),
});

/** One fragment in a batch's answer; `ttl` in seconds. */
export type FragmentAnswer = z.output<typeof answerSchema>;

/** The answer to a batch, in the order of the request. */
export const batchAnswerSchema = z.array(answerSchema);
