import type { KoaContextWithOIDC } from 'oidc-provider';
import { AppError } from '../../../lib/errors.js';
import { toAppError } from '../../http/to-app-error.js';

const sentences: Record<string, string> = {
  invalid_client: 'The site that sent you is not known here. Nothing of yours was told to it.',
  invalid_redirect_uri:
    'The site that sent you wants you back at an address that it never gave us. Nothing of yours was told to it.',
  invalid_request:
    'The site that sent you asked for something that we could not read. Go back to it and try once more; if it happens twice, tell them.',
  invalid_request_uri:
    'This link was used already, or is too old. Go back to the site that you came from and try again.',
};

const mistake =
  'The site that sent you asked for something in a way that we cannot follow. Only its makers can mend that.';

const stillIn =
  'The site that sent you wanted you signed out, in a way that we cannot follow. Whoever was signed in here still is: the way out is in the menu behind your name.';

/** The word that the provider's own error has for an interaction that is gone. */
const lost = 'SessionNotFound';

/**
 * In the house's own page, or as a problem to machines, like every other error. It says nothing that came with the request.
 *
 * @throws AppError always.
 */
export function sayError({ oidc }: KoaContextWithOIDC, out: { error: string }, error: Error): never {
  const { statusCode: status = 500, name } = error as Error & { statusCode?: number };
  if (status >= 500) throw toAppError(error);
  if (name === lost) {
    const sentence = 'This sign-in took too long, or was begun in another window. Go back to the site and start again.';
    throw new AppError('sign-in-over', 400, sentence, { cause: error });
  }
  const [code, sentence] = oidc.route === 'end_session' ? ['sign-out-refused', stillIn] : inWords(out.error);
  throw new AppError(code, status, sentence, { cause: error });
}

function inWords(error: string): [code: string, sentence: string] {
  const sentence = sentences[error];
  return sentence === undefined ? ['site-mistaken', mistake] : [error.replaceAll('_', '-'), sentence];
}
