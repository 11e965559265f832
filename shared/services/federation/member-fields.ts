import { z } from 'zod';
import { emailAddress, line } from '../../lib/fields.js';
import { isHandle } from '../../lib/handles.js';

const handle = z
  .string()
  .trim()
  .toLowerCase()
  // As people write it.
  .transform((typed) => typed.replace(/^@/, ''))
  .refine(isHandle, { error: 'A handle is 2 to 30 of the letters a to z, figures and _' });
const name = line('A name', 80);

export const handleFields = z.object({ handle });

export const memberFields = z.object({ handle, email: emailAddress(), name });

export const joinFields = z.object({
  name,
  handle,
  agreedTo: z.string({ error: 'We can only let you in when you agree to what we promise each other' }).min(1),
});
