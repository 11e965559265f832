import type { AppError } from '../../lib/errors.js';
import { defineView } from './define-view.js';

/** What the error page shows. */
export interface ErrorModel {
  status: number;
  code: string;
  /** Safe to show, a whole sentence or two. */
  sentence: string;
  fields: readonly { field: string; sentence: string }[];
  retryAfterSeconds: number | null;
}

export function presentError(error: AppError): ErrorModel {
  const { status, code, sentence, fields } = error;
  return { status, code, sentence, fields, retryAfterSeconds: error.retryAfterSeconds ?? null };
}

const sample = (status: number, code: string, sentence: string): ErrorModel => ({
  status,
  code,
  sentence,
  fields: [],
  retryAfterSeconds: null,
});

export const errorView = defineView<ErrorModel>('pages/error', {
  'not found': sample(404, 'not-found', 'That notice has come down. The page moved, ended or never was.'),
  broken: sample(
    500,
    'internal',
    'Something broke on our side. It is written down, with the number below, and we will look at it.',
  ),
  away: {
    ...sample(503, 'database-away', 'We cannot reach our own records just now. Nothing is lost; we keep trying.'),
    retryAfterSeconds: 5,
  },
  maintenance: {
    ...sample(
      503,
      'maintenance',
      'We are mending something behind this page. Nothing of yours is lost, and nobody has to do anything.',
    ),
    retryAfterSeconds: 600,
  },
  'too large': sample(413, 'too-large', 'That is too much for one request: at most 1 MB are taken.'),
  'too fast': {
    ...sample(
      429,
      'too-many-sign-ins',
      'Too many sign-ins were begun from your address in a short time. Wait a minute, then try again.',
    ),
    retryAfterSeconds: 42,
  },
  'another site’s fault': sample(
    400,
    'invalid-redirect-uri',
    'The site that sent you wants you back at an address that it never gave us. Nothing of yours was told to it.',
  ),
  'wrong input': {
    ...sample(422, 'input', 'Something in what you sent does not fit; see each field.'),
    fields: [{ field: 'phone', sentence: 'A UK mobile has 11 digits; this one has 10.' }],
  },
});
