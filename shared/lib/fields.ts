import { z } from 'zod';

/** One line of words, without white space around it. @param what names it in a sentence: `A name`. */
export function line(what: string, most: number) {
  return z
    .string({ error: `${what} is a line of words` })
    .trim()
    .min(1, { error: `${what} is missing` })
    .max(most, { error: `${what} has at most ${most} characters` })
    .regex(/^\P{Cc}*$/u, { error: `${what} is one line, without control characters` });
}
