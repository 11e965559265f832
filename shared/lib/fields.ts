import { z } from 'zod';
import { isSlug } from './slugs.js';

/** One line of words, without white space around it. @param what names it in a sentence: `A name`. */
export function line(what: string, most: number) {
  return z
    .string({ error: `${what} is a line of words` })
    .trim()
    .min(1, { error: `${what} is missing` })
    .max(most, { error: `${what} has at most ${most} characters` })
    .regex(/^\P{Cc}*$/u, { error: `${what} is one line, without control characters` });
}

/** The part of an address that names one thing. */
export const slug = () =>
  z.string().refine(isSlug, { error: 'An address is up to 80 small letters and figures, with - between words' });

/** @param least and `most` are both allowed. */
export function whole(what: string, least: number, most: number) {
  const error = `${what} is a whole number from ${least} to ${most}`;
  return z.int({ error }).min(least, { error }).max(most, { error });
}

/** In lower case, so that it is one address however it is typed. */
export const emailAddress = () =>
  z
    .string()
    .trim()
    .toLowerCase()
    .max(254, { error: 'An e-mail address has at most 254 characters' })
    .pipe(z.email({ error: 'This is no e-mail address' }));
