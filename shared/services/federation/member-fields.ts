import { z } from 'zod';
import { termsVersion } from '../../contracts/terms.js';
import { emailAddress, line } from '../../lib/fields.js';
import { isHandle } from '../../lib/handles.js';

const handle = z
  .string()
  .trim()
  .toLowerCase()
  // As people write it.
  .transform((typed) => typed.replace(/^@/, ''))
  .refine(isHandle, { error: 'A handle is 2 to 30 of the letters a to z, figures and _' });
/** What turns the words around it, or is not seen at all, could make one name look like another. */
const hidden = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/;

const name = line('A name', 80).refine((words) => !hidden.test(words), {
  error: 'A name has no hidden characters',
});

export const handleFields = z.object({ handle });

export const memberFields = z.object({ handle, email: emailAddress(), name, agreedTo: z.iso.date().optional() });

/** A yes to the terms that were shown, which are those of today. */
export const agreeFields = z.object({
  agreedTo: z
    .string({ error: 'We can only let you in when you agree to what we promise each other' })
    .refine((version) => version === termsVersion, {
      error: 'What we promise each other has changed since this page was made. Read it, and agree once more',
    }),
});

export const joinFields = agreeFields.extend({ name, handle });
