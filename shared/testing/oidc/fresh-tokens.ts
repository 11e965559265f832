import type { Answered } from '../app-under-test.js';
import { arrive, exchange, tokensOf, wishOf, type TokenAnswer } from './code-flow.js';
import type { ProviderUnderTest } from './provider-under-test.js';

/** Fern signs in at the blog in a browser of its own. */
export async function freshTokens(under: ProviderUnderTest, scope = 'openid profile email'): Promise<TokenAnswer> {
  const { app, fern, blog } = under;
  return tokensOf(await exchange(app, blog, await arrive(under.visitor(), fern.id, blog, wishOf(blog, { scope }))));
}

/** What the provider calls it in its answer. */
export const errorOf = ({ text }: Pick<Answered, 'text'>) => (JSON.parse(text) as { error: string }).error;
