import type { KoaContextWithOIDC } from 'oidc-provider';
import { AppError } from '../../../lib/errors.js';
import { toAppError } from '../../http/to-app-error.js';

const sentences: Record<string, string> = {
  invalid_client: 'The site that sent you is not known here. Nothing of yours was told to it.',
  invalid_redirect_uri: 'The site that sent you wants you back at an address that it never gave us, so we stop here.',
  invalid_request: 'The site that sent you asked for something that we could not read. Go back and try once more.',
  invalid_request_uri:
    'This link was used already, or is too old. Go back to the site that you came from and try again.',
};

/** The word that the provider's own error has for an interaction that is gone. */
const lost = 'SessionNotFound';

/**
 * In the house's own page, or as a problem to machines, like every other error. It says nothing that came with the request.
 *
 * @throws AppError always.
 */
export function sayError(_ctx: KoaContextWithOIDC, out: { error: string }, error: Error): never {
  const { statusCode: status = 500, name } = error as Error & { statusCode?: number };
  if (status >= 500) throw toAppError(error);
  if (name === lost) {
    const sentence = 'This sign-in took too long, or was begun in another window. Go back to the site and start again.';
    throw new AppError('sign-in-over', 400, sentence, { cause: error });
  }
  const sentence = sentences[out.error] ?? 'The site that sent you made a mistake that we cannot mend from here.';
  throw new AppError(out.error.replaceAll('_', '-'), status, sentence, { cause: error });
}
